"""The doors of governance."""
urlpatterns = []
