"""What clipboards hold, what a report keeps of it, and what is said of the rest.

The editor and the server read them alike: quick tests give them to the server, a journey to the
editor in a browser. The words are ours; the markup is as each program writes it.
"""

# ruff: noqa: E501 (lines of markup)

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Paste:
    """The markup of a clipboard, what a report keeps of it, and what is said to be left out."""

    clipboard: str
    kept: str
    said: str = ""


def word(body: str, styles: str = "") -> str:
    """Return what Word puts on the clipboard."""
    return (
        "<html xmlns:o='urn:schemas-microsoft-com:office:office' "
        "xmlns:w='urn:schemas-microsoft-com:office:word'><head>"
        "<meta name=Generator content='Microsoft Word 15'>"
        f"<style><!-- p.MsoNormal {{margin:0cm}} {styles} --></style></head>"
        f"<body lang=EN-GB><!--StartFragment-->{body}<!--EndFragment--></body></html>"
    )


def item(words: str, level: int = 1, mark: str = "·", which: int = 0) -> str:
    """Return an item of a list as Word writes it."""
    return (
        f"<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l{which} level{level} lfo1'>"
        f"<![if !supportLists]><span><span style='mso-list:Ignore'>{mark}"
        "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span></span>"
        f"<![endif]>{words}<o:p></o:p></p>"
    )


def cell(words: str, spans: str = "") -> str:
    """Return a cell as Word writes it."""
    return f"<td width=148 {spans} style='width:110pt'><p class=MsoNormal>{words}</p></td>"


BY = "cite='mailto:reviewer' datetime='2006-05-02T10:00'"
FILES = Path(__file__).parent / "small_files"
STRUCK = "Left out: 1 passage that was struck out."
NOTED = "Footnotes stand at the end as notes."

PASTES = {
    "a file of Word with a tracked deletion": Paste(
        clipboard=(FILES / "paste-tracked-deletion.html").read_text(encoding="utf-8"),
        kept="<p>The Committee is hereby asked to agree the plan.</p>",
        said=STRUCK,
    ),
    "a file of Word with merged heads": Paste(
        clipboard=(FILES / "paste-table-with-merged-heads.html").read_text(encoding="utf-8"),
        kept='<p>The timetable:</p><table><thead><tr><th scope="col" rowspan="2">Outcome</th>'
        '<th scope="col" colspan="2">Timescale</th></tr><tr><th scope="col">From</th>'
        '<th scope="col">To</th></tr></thead><tbody><tr><td>Be safe</td><td>April</td>'
        "<td>May</td></tr></tbody></table>",
    ),
    "words struck out and put in with change tracking": Paste(
        clipboard=word(
            f"<p class=MsoNormal>The Cabinet is <del {BY}>not </del><ins {BY}>now </ins>minded to "
            "approve the budget.<o:p></o:p></p>"
        ),
        kept="<p>The Cabinet is now minded to approve the budget.</p>",
        said=STRUCK,
    ),
    "words struck out by hand, by class and by style": Paste(
        clipboard=word(
            "<p class=MsoNormal>Visits <s>weekly</s> are <span class=msoDel>seldom </span>"
            "<span style='color:red;text-decoration:underline line-through'>never </span>"
            "<strike>quite</strike> monthly, <ins><b>by law</b></ins>.</p>"
        ),
        kept="<p>Visits are monthly, <strong>by law</strong>.</p>",
        said="Left out: 4 passages that were struck out.",
    ),
    "a paragraph, an item and a row that were struck out": Paste(
        clipboard=word(
            f"<p class=MsoNormal>Kept:</p><p class=MsoNormal><del {BY}>Gone.</del></p>"
            f"{item('first')}{item(f'<del {BY}>second</del>')}"
            f"<table><tr>{cell('Year')}{cell('Rate')}</tr><tr>{cell(f'<del {BY}>2004</del>')}"
            f"{cell(f'<del {BY}>8.8</del>')}</tr><tr>{cell('2005')}{cell('9.1')}</tr></table>"
        ),
        kept="<p>Kept:</p><ul><li>first</li></ul><table><thead><tr>"
        '<th scope="col">Year</th><th scope="col">Rate</th></tr></thead>'
        "<tbody><tr><td>2005</td><td>9.1</td></tr></tbody></table>",
        said="Left out: 4 passages that were struck out.",
    ),
    "a cell that was struck out keeps its place": Paste(
        clipboard="<p>Rates:</p><table><tr><th>Ward</th><th>2004</th><th>2005</th></tr><tr>"
        "<td>Ross</td><td style='text-decoration:line-through'>7.2</td><td>6.9</td></tr></table>",
        kept='<p>Rates:</p><table><thead><tr><th scope="col">Ward</th><th scope="col">2004</th>'
        '<th scope="col">2005</th></tr></thead><tbody><tr><td>Ross</td><td></td><td>6.9</td></tr>'
        "</tbody></table>",
        said=STRUCK,
    ),
    "comments and a footnote of Word": Paste(
        clipboard=word(
            "<p class=MsoNormal>The Board<a style='mso-comment-reference:RV_1;mso-comment-date:"
            "20060502T1000'> has met</a><span class=MsoCommentReference><span style='font-size:8pt'>"
            "<![if !supportAnnotations]><a class=msocomanchor id='_anchor_1' href='#_msocom_1'>"
            "[RV1]</a><![endif]><span style='mso-special-character:comment'>&nbsp;</span></span>"
            "</span> twice<a style='mso-footnote-id:ftn1' href='#_ftn1' name='_ftnref1'>"
            "<span class=MsoFootnoteReference>[1]</span></a>.</p>"
            "<div style='mso-element:footnote-list'><hr><div style='mso-element:footnote' id=ftn1>"
            "<p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href='#_ftnref1' name='_ftn1'>"
            "<span class=MsoFootnoteReference>[1]</span></a> In March and in May.</p></div></div>"
            "<div style='mso-element:comment-list'><hr class=msocomoff>"
            "<div style='mso-element:comment'><div id='_com_1' class=msocomtxt>"
            "<p class=MsoCommentText>Do not say this</p></div></div>"
            "<div style='mso-element:comment'><div id='_com_2' class=msocomtxt>"
            "<p class=MsoCommentText>Nor this</p></div></div></div>"
        ),
        kept="<p>The Board has met twice (note 1).</p><p>Note 1: In March and in May.</p>",
        said=f"Left out: 2 comments. {NOTED}",
    ),
    "hidden words and pictures": Paste(
        clipboard=word(
            "<p class=MsoNormal>Seen<span style='display:none;mso-hide:all'> unseen</span>"
            "<span style='mso-hide:all'> </span><![if !vml]><img width=10 src='file:///C:/x.png'>"
            "<![endif]> by all.</p>"
        ),
        kept="<p>Seen by all.</p>",
        said="Left out: 1 hidden passage, 1 picture. A picture belongs in an appendix.",
    ),
    "lists of Word within lists": Paste(
        clipboard=word(
            "<h2 style='mso-x:1'>Findings<o:p></o:p></h2><p class=MsoNormal>They are:</p>"
            f"{item('Calls', 1, '1.')}{item('by day', 2, 'a.')}{item('by night', 2, 'b.')}"
            f"{item('Visits', 1, '2.')}"
        ),
        kept="<p><strong>Findings</strong></p><p>They are:</p><ol><li>Calls<ol><li>by day</li>"
        "<li>by night</li></ol></li><li>Visits</li></ol>",
    ),
    "merged heads of Word": Paste(
        clipboard=word(
            "<p class=MsoNormal>Rates by year:</p><table class=MsoTableGrid border=1>"
            f"<tr>{cell('Ward', 'rowspan=2')}{cell('2004/05', 'colspan=2')}"
            f"{cell('2005/06', 'colspan=2')}</tr>"
            f"<tr>{cell('Boys')}{cell('Girls')}{cell('Boys')}{cell('Girls')}</tr>"
            f"<tr>{cell('Ross')}{cell('4')}{cell('3')}{cell('2')}{cell('1')}</tr></table>"
        ),
        kept='<p>Rates by year:</p><table><thead><tr><th scope="col" rowspan="2">Ward</th>'
        '<th scope="col" colspan="2">2004/05</th><th scope="col" colspan="2">2005/06</th></tr>'
        '<tr><th scope="col">Boys</th><th scope="col">Girls</th><th scope="col">Boys</th>'
        '<th scope="col">Girls</th></tr></thead><tbody><tr><td>Ross</td><td>4</td><td>3</td>'
        "<td>2</td><td>1</td></tr></tbody></table>",
    ),
    "a head row of Word, and a list and lines in its cells": Paste(
        clipboard=word(
            "<p class=MsoNormal>Steps:</p><table class=MsoTableGrid><thead>"
            f"<tr>{cell('Step')}{cell('When')}</tr></thead><tr><td><p class=MsoNormal>Ask</p>"
            f"{item('the school', 1, '1.')}{item('the home', 1, '2.')}</td>"
            "<td><p class=MsoNormal>1 May 2006<br>2 May 2006</p></td></tr></table>"
        ),
        kept='<p>Steps:</p><table><thead><tr><th scope="col">Step</th><th scope="col">When</th>'
        "</tr></thead><tbody><tr><td>Ask<ol><li>the school</li><li>the home</li></ol></td>"
        "<td>1 May 2006<br>2 May 2006</td></tr></tbody></table>",
    ),
    "a table within a cell": Paste(
        clipboard=word(
            "<p class=MsoNormal>Who does what:</p><table><tr><td><p>Team</p><table>"
            f"<tr>{cell('North')}{cell('Ms A')}</tr><tr>{cell('South')}{cell('Mr B')}</tr></table>"
            "</td><td><p>Task</p></td></tr><tr><td><p>All</p></td><td><p>Visits</p></td></tr></table>"
        ),
        kept='<p>Who does what:</p><table><thead><tr><th scope="col">Team<br>North; Ms A<br>'
        'South; Mr B</th><th scope="col">Task</th></tr></thead><tbody><tr><td>All</td>'
        "<td>Visits</td></tr></tbody></table>",
    ),
    "a page of Google’s": Paste(
        clipboard="<meta charset='utf-8'><b style='font-weight:normal;' id='docs-internal-guid-1'>"
        "<h2 dir='ltr'><span style='font-size:16pt;font-weight:400'>Progress</span></h2>"
        "<p dir='ltr'><span style='font-weight:700'>Better</span><span style='font-weight:400'> and "
        "</span><span style='font-style:italic'>sooner</span>:</p><ul><li dir='ltr' aria-level='1'>"
        "<p role='presentation'><span>calls</span></p></li><ul><li dir='ltr' aria-level='2'>"
        "<p role='presentation'><span>at night</span></p></li></ul><li><p><span>visits</span></p>"
        "</li></ul><div dir='ltr' align='left'><table><colgroup><col width='100'/></colgroup><tbody>"
        "<tr><td colspan='2' rowspan='1'><p><span>Both</span></p></td></tr><tr><td rowspan='2'>"
        "<p>Long</p></td><td><p>upper</p></td></tr><tr><td><p>lower</p></td></tr></tbody></table>"
        "</div></b><br class='Apple-interchange-newline'>",
        kept="<p><strong>Progress</strong></p><p><strong>Better</strong> and <em>sooner</em>:</p>"
        "<ul><li>calls<ul><li>at night</li></ul></li><li>visits</li></ul><table><thead><tr>"
        '<th scope="col" colspan="2">Both</th></tr></thead><tbody><tr><td rowspan="2">Long</td>'
        "<td>upper</td></tr><tr><td>lower</td></tr></tbody></table>",
    ),
    "a page of Word Online": Paste(
        clipboard="<meta charset='utf-8'><div class='OutlineElement Ltr SCXW1'><p class='Paragraph' "
        "role='heading' aria-level='2'><span class='TextRun'><span class='NormalTextRun'>Risks"
        "</span></span><span class='EOP SCXW1' data-ccp-props='{}'>&nbsp;</span></p></div>"
        "<div class='OutlineElement'><p class='Paragraph'><span class='TextRun'>These:</span></p>"
        "</div><div class='ListContainerWrapper SCXW1'><ol role='list' start='1'><li "
        "data-aria-level='1' role='listitem'><p class='Paragraph'><span style='font-weight:bold'>"
        "Money</span></p></li></ol></div><div class='ListContainerWrapper'><ol role='list'><li "
        "data-aria-level='2' role='listitem'><p><span>of schools</span></p></li></ol></div>"
        "<div class='OutlineElement Ltr'><div class='TableContainer'><table border='1'><tbody>"
        "<tr role='row'><td role='rowheader' colspan='2'><div class='TableCellContent'><div "
        "class='OutlineElement'><p><span>Who and when</span></p></div></div></td></tr><tr><td>"
        "<div class='TableCellContent'><p>Ms C</p></div></td><td><div class='TableCellContent'>"
        "<p>June</p></div></td></tr></tbody></table></div></div>",
        kept="<p><strong>Risks</strong></p><p>These:</p><ol><li><strong>Money</strong><ol><li>"
        'of schools</li></ol></li></ol><table><thead><tr><th scope="col" colspan="2">Who and when'
        "</th></tr></thead><tbody><tr><td>Ms C</td><td>June</td></tr></tbody></table>",
    ),
    "a sheet of Excel with a hidden row": Paste(
        clipboard="<html xmlns:x='urn:schemas-microsoft-com:office:excel'><head><meta name=Generator "
        "content='Microsoft Excel 15'><style><!--.xl65{mso-number-format:Percent;}--></style></head>"
        "<body link='#0563C1'><table border=0 width=192 style='border-collapse:collapse'>"
        "<!--StartFragment--><col width=64 span=3 style='width:48pt'><tr height=20><td rowspan=2 "
        "class=xl66>Measure</td><td colspan=2 class=xl67>2005/06</td></tr><tr height=20><td>Planned"
        "</td><td>Done</td></tr><tr height=0 style='display:none'><td>Draft</td><td>1</td><td>2</td>"
        "</tr><tr height=20><td>Visits</td><td align=right class=xl65>80%</td><td align=right>71.5"
        "<span style='display:none'>was 60</span></td></tr><!--EndFragment--></table></body></html>",
        kept='<table><thead><tr><th scope="col" rowspan="2">Measure</th><th scope="col" colspan="2">'
        '2005/06</th></tr><tr><th scope="col">Planned</th><th scope="col">Done</th></tr></thead>'
        "<tbody><tr><td>Visits</td><td>80%</td><td>71.5</td></tr></tbody></table>",
        said="Left out: 2 hidden passages.",
    ),
    "a sheet of Excel that strikes out by its style sheet": Paste(
        clipboard="<html xmlns:x='urn:schemas-microsoft-com:office:excel'><head><meta name=Generator "
        "content='Microsoft Excel 15'><style><!--table {mso-displayed-decimal-separator:'.';}\n/* of "
        "letters */ .font5 {color:red;text-decoration:line-through;}\n.xl65, td.xl66 {font-weight:700;"
        "text-decoration:line-through;}\n.xl67{display:none;}--></style></head><body><table>"
        "<!--StartFragment--><tr><td>Team</td><td>2004</td><td>2005</td></tr><tr><td>North <font "
        "class='font5'>and East</font></td><td class=xl66>31</td><td>29</td></tr><tr class=xl67><td>"
        "West</td><td>8</td><td>9</td></tr><!--EndFragment--></table></body></html>",
        kept='<table><thead><tr><th scope="col">Team</th><th scope="col">2004</th><th scope="col">2005'
        "</th></tr></thead><tbody><tr><td>North</td><td></td><td>29</td></tr></tbody></table>",
        said="Left out: 2 passages that were struck out, 1 hidden passage.",
    ),
    "a page of LibreOffice with a footnote": Paste(
        clipboard="<!DOCTYPE html><html><head><meta name='generator' content='LibreOffice 7.4'/>"
        "<style type='text/css'>td p { orphans: 0 }</style></head><body lang='en-GB'>"
        "<h3 class='western'>Staff</h3><p>In post:</p><table width='665'><col width='128*'/><thead>"
        "<tr valign='top'><th width='50%'><p>Team</p></th><th><p>Posts</p></th></tr></thead><tbody>"
        "<tr><td rowspan='2'><p>Duty</p></td><td><p>4<br/>of 6</p></td></tr><tr><td><p>2<a "
        "class='sdfootnoteanc' name='sdfootnote1anc' href='#sdfootnote1sym'><sup>1</sup></a></p></td>"
        "</tr></tbody></table><div id='sdfootnote1'><p class='sdfootnote'><a class='sdfootnotesym' "
        "href='#sdfootnote1anc'>1</a>Agency staff</p></div></body></html>",
        kept="<p><strong>Staff</strong></p><p>In post:</p><table><thead><tr>"
        '<th scope="col">Team</th><th scope="col">Posts</th></tr></thead><tbody><tr>'
        '<td rowspan="2">Duty</td><td>4<br>of 6</td></tr><tr><td>2 (note 1)</td></tr></tbody></table>'
        "<p>Note 1: Agency staff</p>",
        said=NOTED,
    ),
    "a page of the web with scripts, a caption and heads of rows": Paste(
        clipboard="<p onclick='alert(1)' style='color:red'>See <img src=x onerror='window.told=1'>"
        "<script>window.told=1</script><a href='javascript:alert(1)'>this</a> and <a "
        "href='https://www.example.org/'>that</a><iframe src='javascript:window.told=1'></iframe></p>"
        "<table><caption>Calls by <b>month</b></caption><tr><th scope='col'>Month</th><th>Calls</th>"
        "</tr><tr><th scope=row>May</th><td>12</td></tr></table>",
        kept='<p>See this and <a href="https://www.example.org/">that</a></p><table><caption>Calls by '
        'month</caption><thead><tr><th scope="col">Month</th><th scope="col">Calls</th></tr></thead>'
        '<tbody><tr><th scope="row">May</th><td>12</td></tr></tbody></table>',
        said="Left out: 1 picture. A picture belongs in an appendix.",
    ),
    "a frame of one cell round words": Paste(
        clipboard=word(f"<table><tr>{cell('Read this first.')}</tr></table><p>Then this.</p>"),
        kept="<p>Read this first.</p><p>Then this.</p>",
    ),
    "a message of Outlook with its head and a picture under it": Paste(
        clipboard=word(
            "<div class=WordSection1><p class=MsoNormal><b><span lang=EN-US>From:</span></b><span "
            "lang=EN-US> A. Head &lt;head@example.org&gt;<br><b>Sent:</b> 2 May 2006<br></span></p>"
            "<p class=MsoPlainText>Visits rose to 40.<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;"
            "</o:p></p><p class=MsoNormal><!--[if gte vml 1]><v:shape id='x'><v:imagedata "
            "src='cid:1'/></v:shape><![endif]--><img width=90 src='cid:image001.png@01C66E'></p></div>"
        ),
        kept="<p><strong>From:</strong> A. Head &lt;head@example.org&gt;<br><strong>Sent:</strong>"
        " 2 May 2006</p><p>Visits rose to 40.</p>",
        said="Left out: 1 picture. A picture belongs in an appendix.",
    ),
    "a reply of Outlook on the web": Paste(
        clipboard="<meta charset='utf-8'><div style='font-family:Aptos' class='elementToProof'>Agreed"
        " by both.</div><div class='elementToProof'><br></div><div id='appendonsend'></div><hr "
        "style='width:98%'><div id='divRplyFwdMsg' dir='ltr'><b>From:</b> B. Officer</div>"
        "<blockquote style='border-left:1px solid'><div>Can we <u>say</u> so?</div></blockquote>",
        kept="<p>Agreed by both.</p><p><strong>From:</strong> B. Officer</p><p>Can we say so?</p>",
    ),
    "what was struck out, raised and lowered in a page of Google’s": Paste(
        clipboard="<meta charset='utf-8'><b style='font-weight:normal' id='docs-internal-guid-2'>"
        "<p dir='ltr'><span style='text-decoration:line-through'>Few</span><span style='"
        "text-decoration:none'>Most</span><span> were seen</span><span style='vertical-align:super'>"
        "2</span><span> in CO</span><span style='vertical-align:sub'>2</span></p></b>",
        kept="<p>Most were seen<sup>2</sup> in CO<sub>2</sub></p>",
        said=STRUCK,
    ),
    "cells of Google’s sheets": Paste(
        clipboard="<meta charset='utf-8'><style type='text/css'><!--td {border: 1px solid}br "
        "{mso-data-placement:same-cell;}--></style><google-sheets-html-origin><table cellspacing='0'"
        " dir='ltr'><colgroup><col width='100'/><col width='100'/></colgroup><tbody><tr "
        "style='height:21px;'><td data-sheets-value='{}'>Measure</td><td>2005</td></tr><tr><td>Cost, "
        "£000</td><td style='text-align:right' data-sheets-numberformat='{}'>1,204.5</td></tr></tbody>"
        "</table></google-sheets-html-origin>",
        kept='<table><thead><tr><th scope="col">Measure</th><th scope="col">2005</th></tr></thead>'
        "<tbody><tr><td>Cost, £000</td><td>1,204.5</td></tr></tbody></table>",
    ),
    "numbers with units of a sheet of Excel": Paste(
        clipboard="<html xmlns:x='urn:schemas-microsoft-com:office:excel'><head><meta name=Generator "
        "content='Microsoft Excel 15'></head><body><table><!--StartFragment--><tr><td>Budget</td>"
        "<td>£000</td><td>%</td></tr><tr><td>Homes</td><td align=right x:num='1204.5'>1,204.5</td>"
        "<td align=right x:num='0.061'>6.1%</td></tr><tr><td>Total</td><td align=right>-</td><td "
        "align=right style='mso-ignore:colspan'></td></tr><!--EndFragment--></table></body></html>",
        kept='<table><thead><tr><th scope="col">Budget</th><th scope="col">£000</th>'
        '<th scope="col">%</th></tr></thead><tbody><tr><td>Homes</td><td>1,204.5</td><td>6.1%</td>'
        "</tr><tr><td>Total</td><td>-</td><td></td></tr></tbody></table>",
    ),
    "tracked changes and a comment of Word Online": Paste(
        clipboard="<div class='OutlineElement Ltr'><p class='Paragraph'><span class='TextRun'><span "
        "class='NormalTextRun'>It is </span></span><span class='TrackedChange'><span class='TextRun "
        "TrackChangeTextDeletion'><span class='NormalTextRun TrackChangeTextDeletionMarker'>late"
        "</span></span></span><span class='TextRun'><span class='TrackChangeTextInsertion'>due</span>"
        "</span><span class='TextRun CommentStart'><span class='NormalTextRun CommentHighlightRest'>"
        " in May</span></span><span class='EOP'>&nbsp;</span></p></div>",
        kept="<p>It is due in May</p>",
        said=STRUCK,
    ),
    "words that were moved with change tracking": Paste(
        clipboard=word(
            f"<p class=MsoNormal><a name='move1'><span class=msoDel><del {BY}>It was here. </del>"
            f"</span></a>It stays. <span class=msoIns><ins {BY}>It was here.</ins></span></p>"
        ),
        kept="<p>It stays. It was here.</p>",
        said=STRUCK,
    ),
    "a table of Word under its numbered caption": Paste(
        clipboard=word(
            "<p class=MsoCaption>Table <!--[if supportFields]><span style='mso-element:field-begin'>"
            "</span> SEQ Table <span style='mso-element:field-separator'></span><![endif]-->1<!--[if "
            "supportFields]><span style='mso-element:field-end'></span><![endif]-->: Visits</p><table"
            f"><tr>{cell('Team')}{cell('Visits')}</tr><tr>{cell('North')}{cell('4')}</tr></table>"
        ),
        kept='<p>Table 1: Visits</p><table><thead><tr><th scope="col">Team</th><th scope="col">'
        "Visits</th></tr></thead><tbody><tr><td>North</td><td>4</td></tr></tbody></table>",
    ),
    "a list of letters and roman numbers after a colon": Paste(
        clipboard=word(
            "<p class=MsoNormal>It asks that:</p>"
            f"{item('it be noted; and', 1, '(a)')}{item('it be sent', 1, '(b)')}"
            f"{item('to all', 2, 'i.')}"
        ),
        kept="<p>It asks that:</p><ol><li>it be noted; and</li><li>it be sent<ol><li>to all</li></ol>"
        "</li></ol>",
    ),
}
