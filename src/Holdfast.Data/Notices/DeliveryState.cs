namespace Holdfast.Data.Notices;

public enum DeliveryState
{
    /// <summary>For its first try or another one.</summary>
    Waiting,

    Delivered,

    /// <summary>Not tried again, unless somebody asks for it.</summary>
    GivenUp,
}
