"""The indicator tables of the plan of 2009, cut from the text of the paper, row by row.

Cells stand between bars as the paper has them, its slips among them; an empty cell is blank in the
paper. Nothing here was taken from the fixtures, which are held against it.
"""

from typing import NamedTuple

# PI Ref | Definition | Outturn 2007/2008 | comparator | Outturn 2008/2009 | Target 2009/2010
# | Target 2010/2011. The head of each table names who the comparator is.
SECTION_4_3 = """
# Section 4.3, directorate priority 1; SN Group comparator
NI 54 | Services for disabled children | To be introduced in 2009-10 | N/A | To be introduced in 2009-10 | N/A | To be set once baseline established in 2009/10
NI 88 | Percentage of schools providing access to the full core offer of extended services | 38% | N/A |  | 89% | 100%
 | Number of CAFs completed | N/A | N/A | 65 | 300 | 500
NI 50 | Emotional health of children | New indicator | N/A | 61.3% | 63% | 65%
NI 51 | Effectiveness of child and adolescent mental health (CAMHs) services | 15 | 14 | 15 | 15 | 16
# Section 4.3, directorate priority 2; SN Group comparator
NI 59 | Percentage of initial assessments for children's social care carried out within 7 working days of referral | 55.2% | 71.1% |  | 65% | 70%
NI 60 | Percentage of core assessments for children's social care that were carried out within 35 working days of commencement | 81% | 80% |  | 75% | 80%
NI 64 | Child protection plans lasting 2 years or more | 0% | 4.8% |  | 0% | 0%
NI 65 | Percentage of children becoming the subject of a child protection plan for a second or subsequent time | 14% | 15.5% |  | 13% | 13%
NI 67 | Percentage of child protection cases which were reviewed within required timescales | 100% | 99.4% |  | 100% | 100%
NI 68 | Percentage of referrals to children's social care going on to initial assessment | 54.8% | 59% |  | 75% | 80%
NI 69 | Children who have experienced bullying | New indicator | N/A | 52% | 50% | 48%
HCS 28 | Percentage of 11-15 year olds who stated they had been bullied in the last 12 months | 24% | N/A |  | 22% | 20%
CH142 | Percentage of referrals that are repeat referrals within 12 months | 21.6% | 25% |  | 18% | 18%
DIS1219 | Percentage of child protection cases not allocated to a social worker | 0% | 0% |  | 0% | 0%
 | Percentage of directorate and schools based staff with an up to date CRB check | N/A | N/A | N/A | 100% | 100%
# Section 4.3, directorate priority 3; England comparator
NI 72 | Achievement of at least 78 points across the Early Years Foundation Stage with at least 6 in each of the scales in Personal Social and Emotional Development and Communication, Language and Literacy | 47.9% | N/A | 42.5% | 53% | 53.5%
NI 73 | Achievement at level 4 or above in both English and Maths at KS2 | 76.7% | 71% | 74% | 78% | 79%
NI 76 | Reduction in number of schools where fewer than 65% of pupils achieve level 4 or above in both English and Maths at KS2 | New indicator | N/A | 4% | 3% | 2%
NI 92 | Narrowing the gap between the lowest achieving 20% in the Early Years Foundation Stage profile and the rest | 35.5% | N/A | 37% | 32.5% | 31.96%
NI 93 | Progression by 2 levels in English between KS1 and KS2 | 84% |  | 89% | 88% | 89%
NI 94 | Progression by 2 levels in Maths between KS1 and KS2 | 77% |  | 77% | 85% | 87%
NI 102a | Achievement gap between pupils eligible for free school meals and their peers achieving the expected level at KS2 | 19.9% |  | 24.8% | 20% | 15%
NI 104 | The Special Educational Needs/non-SEN gap - achieving KS2 English and Maths threshold | 51.7% |  | 53.8% | 47% | 42%
NI 107 | KS2 attainment for black and minority ethnic groups | 63% |  | 68.5% | 70% | 72%
NI 109 | Percentage of Sure Start Children's Centres | 75% |  |  | 92% | 100%
HCS 66 | Percentage of 3 year olds taking up a good quality free early years education place | 99.2% | N/A |  | 95.06% | 96%
# Section 4.3, directorate priority 4; England comparator
NI 75 | Achievement of 5 or more A*-C grades at GCSE or equivalent including English and Maths | 51.7% | 45.5% | 53% | 60% | 63%
NI 78 | Reduction in number of schools where fewer than 30% of pupils achieve 5 or more A*-C grades at GCSE or equivalent including GCSEs in English and Maths | New indicator | N/A | 0% | 0% | 0%
NI 79 | Achievement of a level 2 qualification by the age of 19 | 72.9% | 67.7% | 74.8% | 74% | 75%
NI 80 | Achievement of a level 3 qualification by the age of 19 | 48.1% | 44.3% | 49.2% | 49% | 50%
NI 81 | Inequality gap in the achievement of a level 3 qualification by the age of 19 | 30% | 30.92% | 42% | 40% | 38%
NI 82 | Inequality gap in the achievement of a level 2 qualification by the age of 19 | 35.54% | 30.68% | 37% | 35% | 33%
NI 84 | Achievement of 2 or more A*-C grades in Science GCSEs or equivalent | 54.7% | 48.5% | 64% | 59% | 60%
NI 85 | Post-16 participation in physical sciences (A Level Physics, Chemistry and Maths) | New indicator | N/A |  | Targets to be set once baseline available |
NI 86 | Secondary schools judged as having good or outstanding standards of behaviour | 88% |  |  | 88% | 94%
NI 87 | Secondary school persistent absence rate | New indicator | N/A | 6.4% | 6.4% | 5.9%
NI 89a | Number of schools in special measures | 1 | 2 | 2 | 0 | 0
NI 89b | Average amount of time spent by schools in special measures | New indicator | N/A |  |  |
NI 90 | Take up of 14-19 learning diplomas | New indicator | N/A | N/A | Targets to b baseline ava |
NI 91 | Participation of 17 year olds in education or training | 78% | 78% | 79% | 80% | 81%
NI 102b | Achievement gap between pupils eligible for free school meals and their peers achieving the expected level at KS4 | New indicator | N/A | 34.2% | 25% | 24%
NI 103 | Special Educational Needs – statements issued within 26 weeks | New indicator | N/A | 100% | 100% | 100%
NI 105 | The Special Educational Needs/non-SEN gap - achieving 5 or more GCSEs including English and Maths | 46.5% | N/A | 45.8% | 44% | 43%
NI 108 | KS4 attainment for black and minority ethnic groups | 46% | N/A | 57% | 48% | 49%
NI 110 | Young people's participation in positive activities | New indicator | 69.5% | 86.2% | 90.5% | 94%
NI 114 | Rate of permanent exclusions from school | 0.11% | 0.24% | 0.08% | 0.06% | 0.04%
NI 117 | 16-18 year olds who are NEET | 5.4% | 6.7% | 5.9% | 5% | 4.8%
HCS 39 | Proportion of 13-18 year olds who feel they can influence decisions affecting local services | 31% | N/A |  | 40% | 45%
# Section 4.3, directorate priority 5; SN Group comparator
NI 58 | Emotional and behavioural health of children in care | New indicator | N/A |  | Targets to be baseline esta |
NI 61 | Timeliness of placements of looked after children adopted following an agency decision that the child should be placed for adoption | New indicator | N/A |  | 80% | 100%
NI 62 | Stability of placements of looked after children: number of moves | 5% | 12% |  | 8% | 8%
NI 63 | Stability of placements of looked after children: length of placement | 62.3% | 67% |  | 62% | 62%
NI 66 | Looked after children cases which were reviewed in required timescales | 100% | 91% |  | 100% | 100%
NI 71 | Children who have run away from home/care overnight | N/A | N/A | To be introduced in 2009-10 | To be introduced in 2009-10 |
NI 99 | Children in care reaching level 4 in English at KS2 | 14.3% |  | 25% | 50% | 50%
NI 100 | Children in care reaching level 4 in Maths at KS2 | 14.3% |  | 50% | 50% | 50%
NI 101 | Children in care achieving 5 A*-C GCSEs or equivalent at KS4 (including English and Maths) | 15% |  | 29% | 20% | 20%
NI 147 | Care leavers in suitable accommodation | 100% | 93% |  | 100% | 100%
NI 148 | Care leavers in employment, education or training | 100% |  |  | 100% | 100%
HCS 35A | Children looked after absent from school - 25 days lost | 15.39% | N/A | 7% | 6.5% | 6%
HCS 35B | Children looked after absent from primary school | 3.85% | N/A | 3.07% | 3.5% | 3.5%
HCS 35C | Children looked after absent from secondary school | 9.04% | N/A | 6.82% | 7% | 6.75%
DIS 114 | Percentage of looked after children with a named social worker | 100% | N/A |  | 100% | 100%
CF/63 | Participation of looked after children in reviews | 98% | 89% |  | 100% | 100%
# Section 4.3, directorate priority 6; SN Group comparator
PPD 02 | Percentage of targets in the directorate plan achieved that are in the Children and Young People's Plan and Local Area Agreement | New indicator | N/A |  | 92% | 95%
RES 01 | Percentage of efficiencies achieved | 3% | N/A |  | 3% | 3%
HR 02 | Number of working days lost to sickness absence per FTE | 11.2 | N/A |  | 8 | 8
"""  # noqa: E501

# NIS ref | Description | Outturn 2007-2008 | SN Group comparator | Outturn 2008-2009
# | Partner / Other Organisation
APPENDIX_3 = """
# Appendix 3; SN Group comparator
NI 19 | Rate of proven re-offending by young offenders | New indicator | N/A |  | Youth Offending Service
NI 43 | Young people within the Youth Justice System receiving a conviction in court who are sentenced to custody | 3.4% | N/A |  | Youth Offending Service
NI 44 | Ethnic composition of offenders on Youth Justice System disposals | 0.4% | N/A |  | Youth Offending Service
NI 45 | Young offenders engagement in suitable education, employment and training | 74.1% | N/A |  | Youth Offending Service
NI 46 | Young offenders access to suitable accommodation | 97.8% | N/A |  | Youth Offending Service
NI 52 | Take up of school lunches | New indicator | N/A |  | The School Food Trust
NI 53 | Prevalence of breastfeeding at 6-8 weeks from birth | New indicator | N/A |  | Primary Care Trust
NI 55 | Obesity among primary school age children in Reception Year | 8.9% | N/A | 8.9% | Primary Care Trust
NI 56 | Obesity among primary school age children in Year 6 | 16.7% | N/A | 16.2% | Primary Care Trust
NI 57 | Children and young people's participation in high-quality PE and sport | New indicator | N/A | 95% | School Sport Partnership
NI 70 | Hospital admissions caused by unintentional and deliberate injuries to children and young people | New indicator | N/A | 130.94 | Primary Care Trust
NI 106 | Young people from low income backgrounds progressing to higher education | New indicator | N/A | 23.7% | Department for Children, Schools and Families
NI 111 | First time entrants to the Youth Justice System aged 10-17 | 303 | N/A |  | Youth Offending Service
NI 112 | Under 18 conception rate | -29.6% | -12.8% | 7.4% | Teenage Pregnancy Unit
NI 113a | Percentage of the resident population aged 15-24 accepting a test/screen for Chlamydia | New indicator | N/A |  | Primary Care Trust
NI 113b | Number of positive diagnoses for Chlamydia in the resident population aged 15-24 |  | N/A |  | Primary Care Trust
NI 115 | Substance misuse by young people | New indicator | N/A |  | Department for Children, Schools and Families
NI 116 | Proportion of children in poverty | New indicator | N/A |  | Department for Work and Pensions
NI 118 | Take up of formal childcare by low income working families | New indicator | N/A | 17% | Job Centre Plus
HCS 22a | Percentage of respondents who said they smoked at least 1 cigarette in the last 7 days | 7% | N/A |  | Every Child Matters survey
HCS 22c | Percentage of respondents who said they ate at least 5 portions of fruit and vegetables the previous day | 24% | N/A |  | Every Child Matters survey
HCS 22e | Percentage of pupils consuming 2 or more units of alcohol in the previous week | 18% | N/A |  | Every Child Matters survey
HCS 22f | Percentage of respondents who said they had taken some form of illegal drug in the previous 12 months | 6% | N/A |  | Every Child Matters survey
HCS 22g | Percentage of respondents who said they worry about one problem 'quite a lot' or 'a lot' | 71% | N/A |  | Every Child Matters survey
HCS 37 | Percentage of young people volunteering | 35% | N/A |  | Every Child Matters survey
HCS 60a | Quality of life - activities for teenagers | -31pp | N/A | No survey in 2008-09 | Herefordshire Residents' Satisfaction Survey
"""  # noqa: E501

# The heads of the columns: the kind of figure, and the period as the head prints it.
COLUMNS_4_3 = (
    ("outturn", "2007/2008"),
    ("comparator", ""),
    ("outturn", "2008/2009"),
    ("target", "2009/2010"),
    ("target", "2010/2011"),
)
COLUMNS_APPENDIX_3 = (("outturn", "2007-2008"), ("comparator", ""), ("outturn", "2008-2009"))


class PaperRow(NamedTuple):
    """One row of a table: where it stands, its words, and its cells by kind and period."""

    place: str
    comparator: str
    ref: str
    definition: str
    cells: dict[tuple[str, str], str]
    partner: str


def read(table: str, columns: tuple[tuple[str, str], ...]) -> list[PaperRow]:
    """Return the rows of a table; what stands after its columns is the partner."""
    rows = []
    place = comparator = ""
    for line in table.strip().splitlines():
        if line.startswith("#"):
            place, comparator = line.removeprefix("# ").split("; ")
            continue
        ref, definition, *cells = (cell.strip() for cell in line.split("|"))
        found = dict(zip(columns, cells, strict=False))
        partner = "".join(cells[len(columns) :])
        rows.append(PaperRow(place, comparator, ref, definition, found, partner))
    return rows


ROWS = read(SECTION_4_3, COLUMNS_4_3) + read(APPENDIX_3, COLUMNS_APPENDIX_3)
