/** A piece of HTML that is safe to put into a page. */
export type Html = { readonly html: string };

type Part = Html | string | number | null | undefined | false | readonly Html[];

/** Builds HTML from a template; every value that is not itself HTML is escaped. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  const pieces = strings.map((text, index) => text + (index < parts.length ? show(parts[index]) : ''));
  return { html: pieces.join('') };
}

function show(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  if ('html' in part) return part.html;
  return part.map((piece) => piece.html).join('');
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A whole page in the sandbox's own look. @param place what the page belongs to, beside the mark */
export function page(title: string, place: string, body: Html): string {
  return html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<a class="skip" href="#content">跳到正文</a>
<header class="mast"><div class="wrap"><b class="mark">${place}</b><span class="demo">演示环境，人和机构都是虚构的</span></div></header>
<main class="wrap" id="content">
${body}
</main>
</body>
</html>`.html;
}
