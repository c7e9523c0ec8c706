"use client";

/** Shown when even the root layout fails: no theme, no messages, so both languages at once. */
export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="zh-CN">
      <body style={{ fontFamily: "system-ui, sans-serif", padding: "20vh 24px", textAlign: "center", colorScheme: "light dark" }}>
        <title>通单 Tongdan</title>
        <h1 style={{ fontSize: 18 }}>页面没能打开 · The page could not be opened</h1>
        <p>数据是安全的，没有任何改动。 Your data is safe; nothing was changed.</p>
        <button type="button" onClick={retry}>
          再试一次 · Try again
        </button>
      </body>
    </html>
  );
}
