namespace Holdfast.Portal.Notices.Settings;

/// <summary>A webhook as an administrator wants it. Also the form of the admin API.</summary>
public sealed class WebhookDraft
{
    public required string Url { get; init; }

    /// <summary>Null or empty: as it was, for the same address.</summary>
    public string? Secret { get; init; }

    public IReadOnlyList<string>? Kinds { get; init; }
}
