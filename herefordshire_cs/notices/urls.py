"""The doors of messages."""

from django.urls import path

from herefordshire_cs.notices import views

urlpatterns = [
    path("inbox/choices/", views.notice_choices, name="notice-choices"),
    path("inbox/address/<str:key>/", views.address_confirm, name="address-confirm"),
    path("inbox/reading/", views.messages_read, name="messages-read"),
    path("inbox/<int:pk>/reading/", views.message_read, name="message-read"),
    path("inbox/<int:pk>/unreading/", views.message_unread, name="message-unread"),
    path("messages/", views.messages_sent, name="messages"),
    path("messages/test/", views.message_test, name="message-test"),
    path("messages/<int:pk>/", views.message, name="message"),
    path("messages/<int:pk>/html/", views.message_html, name="message-html"),
    path("messages/<int:pk>/again/", views.message_again, name="message-again"),
    path("messages/<int:pk>/returned/", views.message_returned, name="message-returned"),
]
