"""The doors of the action plan."""
urlpatterns = []
