namespace Holdfast.Portal.Sources.Settings;

/// <summary>
/// A provider that speaks OpenID Connect: people sign in there, and come back with a proof. Also the form of the admin API. The client's
/// secret is the secret of the source; a client without one is a public one.
/// </summary>
public sealed record OidcSettings
{
    /// <summary>The provider's name for itself: an HTTPS address, below which its description is.</summary>
    public string Issuer { get; init; } = "";

    /// <summary>As whom the provider knows us.</summary>
    public string ClientId { get; init; } = "";

    /// <summary>Certificates in PEM that are believed in place of the machine's; null: the machine's.</summary>
    public string? Authority { get; init; }

    /// <summary>What we ask to be told, beside <c>openid</c>.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = ["profile", "email"];

    public string NameClaim { get; init; } = "preferred_username";

    public string MailClaim { get; init; } = "email";

    /// <summary>Empty: no groups are taken over.</summary>
    public string GroupsClaim { get; init; } = "groups";

    /// <summary>
    /// The scope <c>offline_access</c> is asked for, and with it the provider, at each reading, whether the person is still there. Who got
    /// none, or false: <see cref="MostHours"/>.
    /// </summary>
    public bool AskAgain { get; init; } = true;

    /// <summary>After which somebody for whom the provider cannot be asked must sign in again or loses the access. 1 to 8760; 0: never.</summary>
    public int MostHours { get; init; } = 24;

    /// <summary>For each answer of the provider. 1 to 60 seconds.</summary>
    public int TimeoutSeconds { get; init; } = 10;

    /// <summary>Whether the secret that was meant for the one may go to the other.</summary>
    internal bool HasSameReceiver(OidcSettings other) =>
        Issuer == other.Issuer && ClientId == other.ClientId && Authority == other.Authority;
}
