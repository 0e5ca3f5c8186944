"""People: readers, creators, moderators and the operator.

models    the person, and the roles
roles     what operators may do in the admin
limits    how often one person may write
demo      one account a role for a new site
"""
