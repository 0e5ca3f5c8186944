"""What `manage.py up` does, in order.

address       who listens on the port already, and who runs this data folder already
first_run     what a new site is given: people, starter feeds
children      the processes of the site and their command lines
demo          the processes that --demo adds
logs          their logs: kept in log/, warnings repeated on standard error
supervisor    start, wait for the home page, restart what dies, stop all
"""
