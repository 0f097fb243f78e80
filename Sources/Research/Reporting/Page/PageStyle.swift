/// The style sheet of a report: light and dark by the reader's scheme, narrow and wide, and on paper.
enum PageStyle {
    static let css = """
        :root{--paper:#fcfcfa;--card:#fff;--ink:#1b232d;--soft:#59636f;--rule:#dfe3e8;--grid:#edf0f3;--t1:#1f5fa8;--t2:#c25a14;\
        --t3:#2f7d54;--t4:#7b4f9d;--t0:#8b95a1;--good:#2f7d54;--none:#6a7480;--bad:#b3261e;color-scheme:light dark}
        @media(prefers-color-scheme:dark){:root{--paper:#11151b;--card:#171c24;--ink:#e3e8ee;--soft:#9aa6b3;--rule:#2b333e;\
        --grid:#222933;--t1:#6aa5ee;--t2:#f0935a;--t3:#65bd8d;--t4:#b993dc;--t0:#7c8794;--good:#65bd8d;--none:#8f9aa7;--bad:#f2877e}}
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%}
        body{margin:0 auto;max-width:1120px;padding:2.5rem 1.25rem 3rem;background:var(--paper);color:var(--ink);\
        font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif}
        h1{font-size:1.9rem;line-height:1.2;margin:.15rem 0 .35rem;letter-spacing:-.01em;text-wrap:balance}
        h2{font-size:1.25rem;margin:0 0 .6rem;letter-spacing:-.005em}
        h3{font-size:.95rem;margin:0 0 .35rem}
        p{margin:.4rem 0 .9rem;max-width:46rem}
        a{color:var(--t1)}
        .eyebrow{margin:0;font-size:.78rem;letter-spacing:.09em;text-transform:uppercase;color:var(--soft)}
        .sub{color:var(--soft);margin-bottom:1.6rem}
        .verdict{border:1px solid var(--rule);border-left:5px solid var(--none);background:var(--card);border-radius:4px;\
        padding:1.1rem 1.4rem 1rem;margin-bottom:1.5rem}
        .verdict.found{border-left-color:var(--good)}.verdict.alarm{border-left-color:var(--bad)}
        .verdict h2{font-size:1.3rem}.verdict.alarm h2{color:var(--bad)}
        ul{margin:0;padding-left:1.15rem}li{margin:.3rem 0;max-width:52rem}
        .two{display:grid;grid-template-columns:1fr 1fr;gap:1rem 2.5rem;margin-bottom:1.5rem}
        .two>section{border-top:1px solid var(--rule);padding-top:1rem;min-width:0}
        dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem;margin:0;font-size:.9rem}
        dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
        .two li{font-size:.9rem}
        nav{border-top:1px solid var(--rule);border-bottom:1px solid var(--rule);margin:0 0 1.75rem;font-size:.9rem}
        nav ul{list-style:none;padding:.5rem 0;display:flex;flex-wrap:wrap;gap:.2rem 1.4rem}nav a{text-decoration:none}
        nav a:hover,nav a:focus{text-decoration:underline}
        main>section[id]{margin:0 0 2.25rem;scroll-margin-top:1rem}
        .figures{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:1.1rem;margin:.5rem 0 1rem}
        figure{margin:0;background:var(--card);border:1px solid var(--rule);border-radius:4px;padding:.9rem 1rem .75rem;min-width:0}
        figure.wide{grid-column:1/-1}
        figcaption{font-size:.84rem;line-height:1.45;color:var(--soft);margin-top:.35rem;max-width:46rem}
        .picture{overflow-x:auto}
        svg{display:block;width:100%;height:auto;font:12px system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif}
        svg text{fill:var(--soft);font-variant-numeric:tabular-nums}svg .l{fill:var(--ink)}
        .g{stroke:var(--grid)}.a{stroke:var(--soft);stroke-width:.8}.z{stroke:var(--soft);stroke-width:1;stroke-dasharray:2 3;fill:none}
        .t0{--c:var(--t0)}.t1{--c:var(--t1)}.t2{--c:var(--t2)}.t3{--c:var(--t3)}.t4{--c:var(--t4)}
        .n{fill:none;stroke:var(--c);stroke-width:1.8;stroke-linejoin:round}.d{stroke-dasharray:5 4}
        .f{fill:var(--c)}.b{fill:var(--c);opacity:.17}.r{fill:var(--c);opacity:.75}.w{fill:none;stroke:var(--c);stroke-width:1.4;opacity:.6}
        .c{fill:var(--t1)}
        .scroll{overflow-x:auto;margin:.4rem 0 1.1rem;border:1px solid var(--rule);border-radius:4px;background:var(--card)}
        table{border-collapse:collapse;width:100%;font-size:.86rem;font-variant-numeric:tabular-nums}
        caption{caption-side:top;text-align:left;padding:.7rem .8rem .45rem;color:var(--soft)}
        caption span{display:block;position:sticky;left:.8rem;width:fit-content;max-width:min(62rem,calc(100vw - 3.6rem))}
        th,td{padding:.42rem .8rem;text-align:left;vertical-align:top;border-top:1px solid var(--grid)}
        thead th{font-weight:600;border-bottom:1px solid var(--rule);vertical-align:bottom;white-space:nowrap}
        thead th[title]{text-decoration:underline dotted var(--t0);text-underline-offset:3px;cursor:help}
        tbody th{font-weight:600;white-space:nowrap;position:sticky;left:0;background:var(--card)}
        .num{text-align:right;white-space:nowrap}thead th{text-align:right}thead th:first-child{text-align:left}
        td:not(.num,.word){min-width:20rem}
        .word{white-space:nowrap}thead th.words{text-align:left}
        .ci{display:block;color:var(--soft);font-size:.92em}
        tr.mark th{color:var(--t1)}
        footer{border-top:1px solid var(--rule);padding-top:.8rem;font-size:.84rem;color:var(--soft)}
        @media(max-width:760px){body{padding:1.4rem .9rem 2rem}h1{font-size:1.45rem}.two,.figures{grid-template-columns:minmax(0,1fr)}\
        figure.wide svg{min-width:780px}.verdict{padding:.9rem 1rem}dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.45rem}}
        @media print{:root{--paper:#fff;--card:#fff;--ink:#000;--soft:#444;--rule:#ccc;--grid:#e6e6e6;--t1:#1f5fa8;--t2:#c25a14;\
        --t3:#2f7d54;--t4:#7b4f9d;--t0:#8b95a1;color-scheme:light}body{max-width:none;padding:0;font-size:10.5pt}nav{display:none}\
        figure,.verdict,tr,dl{break-inside:avoid}h2{break-after:avoid}.scroll,.picture{overflow:visible}tbody th{position:static}\
        table{font-size:8pt}th,td{padding:.25rem .4rem}}
        """
}
