namespace Holdfast.OAuth.Clients;

/// <summary>An app that the administrator allows beside <see cref="KnownApps"/>.</summary>
public sealed record ClientRegistration
{
    /// <summary>1 to 128 characters: letters, digits, <c>.</c>, <c>-</c>, <c>_</c>. Not one of the known apps.</summary>
    public required string ClientId { get; init; }

    /// <summary>What the approval page calls it; null or empty: the client id.</summary>
    public string? DisplayName { get; init; }

    /// <summary>
    /// 1 to 16 absolute URIs without fragment: <c>https</c>, a private scheme with a dot in it (RFC 8252 section 7.1), or
    /// <c>http</c> to 127.0.0.1 or [::1], where <c>{PORT}</c> may stand for the port.
    /// </summary>
    public required IReadOnlyList<string> RedirectUris { get; init; }

    /// <summary>Null: both.</summary>
    public IReadOnlyList<ResponseMode>? ResponseModes { get; init; }

    public bool RequiresApproval { get; init; } = true;
}
