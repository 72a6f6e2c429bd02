using Holdfast.Data.Users;

namespace Holdfast.Data.WebSessions;

/// <summary>A browser in which somebody is signed in.</summary>
public sealed record WebSession
{
    /// <summary>SHA-256 of the cookie's secret, 32 bytes; the secret itself is nowhere.</summary>
    public required byte[] Hash { get; init; }

    public required Guid UserId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset LastSeenAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>With what it was signed in at last.</summary>
    public SignInMethod Method { get; init; } = SignInMethod.Password;

    /// <summary>When a second factor was last proven in it; null: never.</summary>
    public DateTimeOffset? FactorAt { get; init; }

    /// <summary>When the person last proved anything: password or factor. Null: an older portal signed in.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>From where the sign-in came.</summary>
    public required string Address { get; init; }

    /// <summary>As the browser called itself; cut to a bearable length by the caller.</summary>
    public required string UserAgent { get; init; }

    /// <summary>Without the hash, which names the session.</summary>
    public override string ToString() => $"WebSession of {UserId}";
}

/// <summary>A session with whose it is, as they are now.</summary>
public sealed record SignedIn(WebSession Session, User User);
