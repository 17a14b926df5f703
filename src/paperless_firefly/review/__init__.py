"""The Django app that holds SparkLink's state and its use cases."""
