"""People: readers, creators, moderators and the operator.

models    the person and the roles, their devices, what they ask about their data
roles     what operators may do in the admin
adapter   where allauth asks us
signed_in who is signed in, with their roles, in one question
sessions  a look at the key that the browser sends
look      theme, type, size and width of pages, as rows and cookies hold them
factors   who is asked for a second factor
keys      how passkeys are named
devices   where they are signed in, and how to end it
privacy   a copy of all that is kept of somebody, and the end of it
limits    how often one person may write
demo      one account a role for a new site
"""
