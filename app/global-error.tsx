'use client';

import './look/look.css';
import { Failure } from './ui/failure.tsx';

/** Even what stands round the pages broke, so this brings a page of its own. */
export default function GlobalErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="zh-CN">
      <head>
        <title>这一页暂时打不开 - 免证办</title>
      </head>
      <body>
        <main id="main" className="wrap">
          <Failure error={error} retry={retry} />
        </main>
      </body>
    </html>
  );
}
