using Holdfast.Model.Problems;
using Holdfast.Portal.Features.SignIn;
using Holdfast.Portal.Layout;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Portal.Features.Factors;

/// <summary>Somebody whose password is known already proves more, or proves again who it is. What was proven is noted in the session.</summary>
public interface IProofDesk
{
    Task<ProofWays> ReadAsync(Visitor visitor, CancellationToken cancel);

    /// <summary>Problems name the field <c>code</c>.</summary>
    Task<Problem?> ByAppAsync(HttpContext http, Visitor visitor, string code);

    /// <summary>Problems name the field <c>recoveryCode</c>.</summary>
    Task<Problem?> ByRecoveryCodeAsync(HttpContext http, Visitor visitor, string code);

    /// <summary>Problems name the field <c>password</c>. It is no second factor.</summary>
    Task<Problem?> ByPasswordAsync(HttpContext http, Visitor visitor, string password);
}

/// <summary>With what somebody can prove who it is.</summary>
public sealed record ProofWays(bool App, bool RecoveryCodes)
{
    public static readonly ProofWays None = new(App: false, RecoveryCodes: false);

    /// <summary>The provider that knows the person, in place of a password; null: there is a password.</summary>
    public ProviderChoice? Provider { get; init; }
}
