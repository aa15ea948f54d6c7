/* The style of a report's page: quiet on a screen, black on white on A4, legible without colour. */
#ifndef AG_REPORT_STYLE_H
#define AG_REPORT_STYLE_H

static const char ag_report_style[] =
    "body{font:16px/1.5 Georgia,'Times New Roman',serif;color:#1a1a1a;background:#fff;max-width:60rem;margin:2rem auto;padding:0 1.2rem}\n"
    "h1,h2,h3,table,figcaption,nav,.where,.sum{font-family:'Helvetica Neue',Helvetica,Arial,sans-serif}\n"
    "h1{font-size:1.7rem;line-height:1.2;margin:0 0 1rem}\n"
    "h2{font-size:1.2rem;margin:2.2rem 0 .6rem;border-bottom:1px solid #999;padding-bottom:.2rem}\n"
    "h3{font-size:1rem;margin:1.4rem 0 .4rem}\n"
    "nav ul{display:flex;flex-wrap:wrap;gap:.2rem 1rem;list-style:none;padding:0;margin:0 0 1rem;font-size:.85rem}\n"
    "a{color:#0b4f8a}\n"
    "sup{line-height:0;font-size:.68em}\nsup a{text-decoration:none;padding:0 .1em}\n"
    "table{border-collapse:collapse;font-size:.82rem;line-height:1.35;margin:.6rem 0 1rem;width:100%}\n"
    "caption{text-align:left;font-weight:bold;padding:.2rem 0}\n"
    ".heard{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}\n"
    "th,td{text-align:left;vertical-align:top;padding:.2rem .5rem .2rem 0;border-bottom:1px solid #ddd}\n"
    "th{font-weight:600;border-bottom:1px solid #666}\n"
    ".f{text-align:right;font-variant-numeric:tabular-nums}\n"
    "figure{margin:1rem 0;break-inside:avoid}\nfigure svg{width:100%;height:auto;display:block}\nfigcaption{font-size:.85rem;color:#333}\n"
    "q{quotes:'“' '”'}\n"
    "ol.notes{font-size:.82rem;padding-left:2.6rem}\nol.notes li{margin:.35rem 0;overflow-wrap:anywhere}\n"
    ".notes p{margin:.1rem 0}\n.where{color:#444}\n"
    "mark{background:#fff0a8;color:inherit;text-decoration:underline;text-underline-offset:.15em}\n"
    "li:target,section:target h2{outline:2px solid #e0a100}\n"
    "@page{size:A4;margin:18mm 16mm}\n"
    "@media print{body{font-size:10pt;margin:0;padding:0;max-width:none}nav{display:none}a{color:inherit;text-decoration:none}"
    "h2,h3,caption,thead,p:has(+table){break-after:avoid}thead,caption,tr,li{break-inside:avoid}mark{background:none}section.apart{break-before:page}}\n";

#endif
