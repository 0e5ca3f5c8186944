"""People: readers, creators, moderators and the operator.

models    the person, and the roles
roles     what operators may do in the admin
adapter   where allauth asks us
sessions  a look at the key that the browser sends
limits    how often one person may write
demo      one account a role for a new site
"""
