namespace Holdfast.Data.Notices;

/// <summary>One message on its way to one recipient.</summary>
public sealed record NoticeDelivery
{
    /// <summary>Also what the recipient may know a repetition by.</summary>
    public required Guid Id { get; init; }

    /// <summary>The same for all recipients of the message.</summary>
    public required Guid MessageId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Kind { get; init; }

    public required DeliveryChannel Channel { get; init; }

    /// <summary>A mail address, or the id of a webhook.</summary>
    public required string Target { get; init; }

    public DeliveryState State { get; init; } = DeliveryState.Waiting;

    /// <summary>That were begun.</summary>
    public int Attempts { get; init; }

    /// <summary>From when on the time counts after which it is given up.</summary>
    public required DateTimeOffset DueSince { get; init; }

    public required DateTimeOffset NextTryAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How the last try ended, for people; empty: there was none.</summary>
    public string Answer { get; init; } = "";
}
