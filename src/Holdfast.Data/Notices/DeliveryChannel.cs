namespace Holdfast.Data.Notices;

public enum DeliveryChannel
{
    Mail,
    Webhook,
}
