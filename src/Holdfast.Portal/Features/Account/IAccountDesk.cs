using Holdfast.Model.Problems;
using Holdfast.Portal.Layout;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Portal.Features.Account;

/// <summary>What somebody sees and changes of the own account.</summary>
public interface IAccountDesk
{
    Task<AccountView> ReadAsync(HttpContext http, Visitor visitor, CancellationToken cancel);

    /// <summary>Takes the approval of an app back; its connections end.</summary>
    Task<Problem?> RevokeAppAsync(Visitor visitor, Guid authorizationId, CancellationToken cancel);

    /// <summary>Signs out another browser.</summary>
    /// <param name="key"><see cref="Browser.Key"/>.</param>
    Task<Problem?> EndBrowserAsync(Visitor visitor, string key, CancellationToken cancel);

    /// <summary>Where the person gets notices. Problems name the fields <c>mailAddress</c> and <c>passwordForMail</c>.</summary>
    /// <param name="address">Empty: nowhere.</param>
    /// <param name="password">Of the person: who found a browser signed in must not turn warnings off.</param>
    Task<IReadOnlyList<Problem>> ChangeMailAddressAsync(
        Visitor visitor,
        string address,
        string password,
        CancellationToken cancel
    );

    /// <summary>Problems name the fields <c>currentPassword</c> and <c>newPassword</c>.</summary>
    Task<IReadOnlyList<Problem>> ChangePasswordAsync(
        HttpContext http,
        Visitor visitor,
        string current,
        string changed,
        CancellationToken cancel
    );
}

public sealed record AccountView(IReadOnlyList<ApprovedApp> Apps, IReadOnlyList<Browser> Browsers)
{
    /// <summary>Where the person gets notices; empty: nowhere.</summary>
    public string MailAddress { get; init; } = "";

    /// <summary>Name of the source that keeps password and mail address; null: they are kept here.</summary>
    public string? Source { get; init; }
}

public sealed record ApprovedApp(
    Guid AuthorizationId,
    string Name,
    DateTimeOffset ApprovedAt,
    DateTimeOffset ExpiresAt
);

/// <param name="Key">Names the session without being its secret.</param>
/// <param name="IsThis">The browser that asks.</param>
public sealed record Browser(
    string Key,
    string UserAgent,
    string Address,
    DateTimeOffset SignedInAt,
    DateTimeOffset LastSeenAt,
    bool IsThis
)
{
    /// <summary>With what it was signed in, in a sentence.</summary>
    public string With { get; init; } = "";
}
