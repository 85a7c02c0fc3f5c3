/** Style of the sandbox's own pages: ink on paper, hairlines, one accent; nothing of the product's is used. */
export const STYLE = `
:root { color-scheme: light dark; --paper: #f4f6f3; --sheet: #fdfefc; --ink: #18211f; --soft: #4a5753; --edge: #6c7a75;
  --line: #c6cfca; --jade: #0b5f50; --on-jade: #fff; --seal: #a3271b; --amber: #764d00; --wash: #f5ebd5;
  --sans: "PingFang SC", "HarmonyOS Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", system-ui, sans-serif;
  --song: "Source Han Serif SC", "Noto Serif CJK SC", "Songti SC", var(--sans); }
@media (prefers-color-scheme: dark) { :root { --paper: #131918; --sheet: #1b2322; --ink: #e5eae6; --soft: #a9b5b0;
  --edge: #7f8d87; --line: #37433f; --jade: #67c7b0; --on-jade: #0c1513; --seal: #ff9583; --amber: #e9b65a; --wash: #352a14; } }
*, ::before, ::after { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.7 var(--sans); text-autospace: normal;
  line-break: strict; overflow-wrap: break-word; }
h1, h2, .mark { font-family: var(--song); font-weight: 700; line-height: 1.4; }
h1 { font-size: 1.75rem; margin: 0 0 .4rem; } h2 { font-size: 1.3rem; margin: 2.5rem 0 .5rem; padding-bottom: .3rem;
  border-bottom: 2px solid var(--ink); }
p { margin: .4rem 0; max-width: 38em; } .soft { color: var(--soft); } .n { font-variant-numeric: tabular-nums; }
.wrap { max-width: 64rem; margin-inline: auto; padding-inline: clamp(1rem, 4vw, 2rem); } .narrow { max-width: 34rem; }
.mast { border-bottom: 3px solid var(--ink); box-shadow: 0 3px var(--paper), 0 4px var(--ink); }
.mast .wrap { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 1.25rem; padding-block: .7rem; }
.mark { font-size: 1.25rem; } .demo { color: var(--soft); font-size: .9rem; } main { padding-block: 2rem 4rem; }
.skip { position: absolute; left: -99rem; } .skip:focus { left: 0; background: var(--sheet); padding: .7rem 1rem; }
a { color: var(--jade); text-underline-offset: .22em; } :focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; }
nav { display: flex; flex-wrap: wrap; gap: 0 1.5rem; margin: 1rem 0; }
nav a, summary { display: inline-flex; align-items: center; min-height: 44px; } summary { cursor: pointer; color: var(--jade); text-decoration: underline; text-underline-offset: .22em; }
nav a[aria-current] { color: inherit; font-weight: 600; text-decoration: none; border-bottom: 3px solid var(--jade); }
label, legend { display: block; font-weight: 600; padding: 0; } .hint { display: block; font-weight: 400; color: var(--soft); font-size: .9rem; }
input, select { display: block; min-height: 44px; padding: .4rem .6rem; border: 1px solid var(--edge); border-radius: 2px; background: var(--sheet);
  color: inherit; font: inherit; font-weight: 400; max-width: 100%; } input.short { width: 7.5rem; } input.wide, .narrow input { width: 100%; }
.fields { display: flex; flex-wrap: wrap; gap: .6rem 1.25rem; align-items: end; margin: .6rem 0; }
form + form { margin-top: .85rem; }
button { min-height: 44px; padding: .3rem 1.2rem; border: 2px solid var(--jade); border-radius: 2px; background: none; color: var(--jade);
  font: 600 1rem/1.4 var(--sans); cursor: pointer; } button.main { background: var(--jade); color: var(--on-jade); }
form.stack > * + * { margin-top: .85rem; }
.notice { border-left: 4px solid var(--amber); background: var(--wash); padding: .6rem 1rem; margin: 1rem 0; }
.error { border-left-color: var(--seal); background: none; border: 3px solid var(--seal); }
.row { padding-block: .9rem; border-top: 1px solid var(--line); } .row h3 { margin: 0; font-size: 1rem; }
.state { color: var(--jade); font-weight: 600; } .state.off { color: var(--amber); }
.people { list-style: none; margin: 0; padding: 0; } .people .row { display: flex; flex-wrap: wrap; gap: .3rem 1.25rem; align-items: center; }
.people .row > div { flex: 1 1 22rem; }
.scroll { overflow-x: auto; } .fields label { max-width: 100%; } .whole { white-space: nowrap; } table { border-collapse: collapse; width: 100%; border-block: 2px solid var(--ink); font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem .5rem 0; border-top: 1px solid var(--line); } thead th { border: 0; }
caption { text-align: left; color: var(--soft); padding-block: .3rem; } code { font-family: ui-monospace, monospace; font-size: .95em; }
`;
