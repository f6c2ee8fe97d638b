/** The plan.yaml that a new workspace begins with: valid as it stands, every key explained and commented out. */
export const planTemplate = `# yaml-language-server: $schema=plan.schema.json
# The plan: what Rapport cannot find in your files.
# Everything here may be left out. Take the # away from a line to use it. Edit it whenever you like, here or on the
# page /plan. rapport init asks its way through it. An editor that knows YAML schemas completes and checks it.

# Your company, as pages name it. Without it, they take the name of this folder.
# company: Tarnwell Pumps

# The time zone of your days and weeks. Without it: UTC.
# zone: Europe/Berlin

# How pages write numbers and dates. Files always use points and ISO dates. Without it: en.
# locale: en-GB

# Your own accounts, by platform. Each one becomes a channel.
# Without this, Rapport takes what your files say. * holds names that are yours on any platform.
# own:
#   x: [tarnwell, tarnwellhelp]
#   mastodon: ['tarnwell@social.example']
#   '*': [Tarnwell Pumps]

# When somebody is at the desk. Without it, Monday to Friday, 9 to 17 is assumed, and said so.
# business:
#   zone: Europe/Berlin
#   days: [mon, tue, wed, thu, fri]
#   hours: '09:00-17:00'
#   holidays: [2026-12-25, 2027-01-01]

# A conversation is closed after so many days without a message. Without it: 14.
# closed_after_days: 14

# How long your customers take to buy, and how many people decide. A goal shorter than this is called short.
# sales_cycle:
#   months: {low: 6, high: 18}
#   people: {low: 3, high: 7}

# Why you are in social. Bad reasons are allowed: they are the ones worth a second look.
# why:
#   answer: Plant engineers know us before they need a pump.
#   reasons:
#     - Our customers ask there.
#     - We opened the channel five years ago and are stuck with it.
#   roi: Orders that began with a conversation.
#   success: People come back, and answer each other.
#   untraceable:
#     - Advice that is passed on by telephone.
#   by: Ines Okoro
#   on: 2026-03-02
#   review: 2027-03-01
#   drawing_table: 01-15

# Whom you want to reach, each group under a word.
# groups:
#   engineers:
#     name: Plant engineers in dairies and breweries
#     size: {value: 400, low: 300, high: 600}
#     note: Forty firms.
#     members: [linkedin:jane-doe]   # accounts of people who belong to it

# What each channel is there for, under its word: that of an own account, or a name that joins several.
# channels:
#   tarnwell:
#     role: Stays in talk with engineers who know us.
#     for: [engineers]
#     why: They ask there anyway.
#     target: Half of the forty firms take part in a quarter.
#     since: 2021-05-01
#     review: 2027-02-26

# What shall be reached. A goal needs a purpose, a measure, a result and a date. Write 30 % or 0.3, 1200, or 2 h.
# goals:
#   - word: awareness
#     title: Plant engineers know our name
#     purpose: {kind: commercial, text: They think of us when they plan., eyes: plant engineers}
#     objective: brand awareness
#     measure: survey/aware
#     baseline: {value: 4 %, on: 2026-01-31}
#     milestones:
#       - {by: 2026-07-31, value: 30 %}
#       - {by: 2027-01-31, value: 40 %}
#     result: 50 %
#     by: 2027-07-31

# Waves of questions that are planned, with how many people will answer: each at most 14 days before a goal's date.
# surveys:
#   - {on: 2026-07-20, people: 400, question: aware}
#   - {on: 2027-01-20, people: 400, question: aware}
#   - {on: 2027-07-20, people: 400, question: aware}

# What the people are like for whom answers shall speak, by what respondents tell of themselves. Answers are weighted by it.
# margins:
#   size: {1-49: 30 %, 50-249: 45 %, 250+: 25 %}

# The calendar beside social: campaign, newsletter, press, fair, change-of-platform, change-of-tactics or other.
# events:
#   - {on: 2026-10-06, to: 2026-10-09, kind: fair, title: Trade fair, cost: {low: 30000, high: 45000}}
#   - {on: 2026-11-02, kind: change-of-tactics, title: We answer within the day, channels: [tarnwell]}
#   - {on: 2026-12-07, kind: change-of-tactics, title: Answers with drawings, measure: series/leads, control: series/category-sales}

# Tags as a tree.
# tags:
#   product: [pumps, seals]

# What you say of messages when you read them by hand. Without it, the starter codebook holds; the page /plan/codebook
# copies it here to be changed. A changed meaning starts the next version of a code.
# codebook:
#   - word: does
#     name: What the message does
#     of: others
#     level: nominal
#     choose: many
#     codes:
#       - word: question
#         name: Question
#         definition: Wants to know something.
#         use: Also without a question mark.
#         avoid: A question that wants no answer.
#         examples: [Does the seal kit fit the older housings?]
#         version: 1

# How far those who code must agree (Krippendorff's alpha): under it a number is withheld. Without it: 0.667.
# agreement: 0.8

# People's words are quoted under pseudonyms. To keep them out of files, reports and exports:
# quotes: inside

# How long texts are kept, by whose they are and how they came; then they are removed, and counts stay. Files that you bring
# in are kept without end, what others wrote in public 13 months after it was read over the network.
# retention:
#   export_file: 24 months
#   public_third_party: 6 months
`;
