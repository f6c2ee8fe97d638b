/** The plan.yaml that a new workspace begins with: valid as it stands, every key explained and commented out. */
export const planTemplate = `# The plan: what Rapport cannot find in your files.
# Everything here may be left out. Take the # away from a line to use it. Edit it whenever you like.

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
`;
