using Holdfast.Identity.Factors;
using Holdfast.Model.Problems;
using Holdfast.Portal.Layout;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Portal.Features.Factors;

/// <summary>What somebody sees and changes of the own second factors.</summary>
public interface IFactorDesk
{
    Task<FactorsView> ReadAsync(Visitor visitor, CancellationToken cancel);

    /// <summary>A new secret for an app. Nothing is stored before the app has shown that it knows it.</summary>
    AppOffer OfferApp(Visitor visitor);

    /// <summary>The offer that the form brought back; null: too old.</summary>
    AppOffer? ReadOffer(Visitor visitor, string ticket);

    /// <summary>Problems name the field <c>code</c>.</summary>
    Task<Outcome<AddedFactor>> AddAppAsync(HttpContext http, Visitor visitor, string ticket, string code);

    Task<Problem?> RemoveAppAsync(Visitor visitor, CancellationToken cancel);

    /// <summary>Ten new ones; those from before are void.</summary>
    Task<Outcome<AddedFactor>> NewRecoveryCodesAsync(Visitor visitor, CancellationToken cancel);
}

/// <param name="App">Null: there is none.</param>
/// <param name="RecoveryCodes">How many are left.</param>
/// <param name="Demanded">The person must have a second factor.</param>
public sealed record FactorsView(FactorUse? App, int RecoveryCodes, bool Demanded)
{
    public static int AllRecoveryCodes => RecoveryCode.Count;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<OwnPasskey> Passkeys { get; init; } = [];

    public bool Any => App is not null || Passkeys.Count > 0;
}

/// <param name="LastUsedAt">Null: not since it was added.</param>
public sealed record FactorUse(DateTimeOffset AddedAt, DateTimeOffset? LastUsedAt);

/// <param name="Name">As its owner calls it.</param>
public sealed record OwnPasskey(Guid Id, string Name, FactorUse Use);

/// <summary>A secret for an authenticator app. A class, so that nothing prints it.</summary>
public sealed class AppOffer(string ticket, string text, string uri)
{
    /// <summary>The secret, sealed, for the form to bring back.</summary>
    public string Ticket => ticket;

    /// <summary>For typing.</summary>
    public string Text => text;

    /// <summary>For the picture.</summary>
    public string Uri => uri;
}

/// <summary>What is shown once after a factor was added. A class, so that nothing prints it.</summary>
/// <param name="recoveryCodes">Empty: there were some already.</param>
public sealed class AddedFactor(IReadOnlyList<string> recoveryCodes)
{
    public IReadOnlyList<string> RecoveryCodes => recoveryCodes;
}
