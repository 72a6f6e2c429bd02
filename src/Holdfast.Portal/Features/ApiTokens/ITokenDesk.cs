using Holdfast.Data.ApiTokens;
using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Audit;

namespace Holdfast.Portal.Features.ApiTokens;

/// <summary>The administration of API tokens.</summary>
public interface ITokenDesk
{
    /// <summary>All, those that have expired too, by name.</summary>
    Task<IReadOnlyList<ApiToken>> ListAsync(CancellationToken cancel);

    /// <summary>Problems name <c>name</c>, <c>scopes</c> and <c>days</c>.</summary>
    Task<Outcome<MadeToken>> MakeAsync(TokenDraft wanted, Actor by, CancellationToken cancel);

    /// <summary>From the next request on it opens nothing, at any portal.</summary>
    Task<Problem?> RevokeAsync(Guid id, Actor by, CancellationToken cancel);
}
