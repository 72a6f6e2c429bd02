using Holdfast.Data.ApiTokens;
using Holdfast.Model.Problems;
using Holdfast.Portal.Features.ApiTokens;
using Holdfast.Portal.Features.Audit;

namespace Holdfast.Web.OnFakes;

/// <summary>Two API tokens, one of which has expired.</summary>
internal sealed class FakeTokens : ITokenDesk
{
    private readonly List<ApiToken> _tokens =
    [
        Token("Backup of the night", ["read"], FakeWorld.Now.AddYears(5), FakeWorld.Now.AddHours(-3)),
        Token("school-information-system", ["people", "sessions", "profiles"], FakeWorld.Now.AddYears(-1), null),
    ];

    public Task<IReadOnlyList<ApiToken>> ListAsync(CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<ApiToken>>([.. _tokens]);

    public Task<Outcome<MadeToken>> MakeAsync(TokenDraft wanted, Actor by, CancellationToken cancel)
    {
        if (TokenDraftRules.Check(wanted) is { Count: > 0 } problems)
        {
            return Task.FromResult(Outcome<MadeToken>.Failed(problems));
        }

        var token = Token(wanted.Name, wanted.Scopes, FakeWorld.Now.AddYears(1), null);
        _tokens.Add(token);
        return Task.FromResult<Outcome<MadeToken>>(
            new MadeToken(token, "hf_C2iW8hLg4S0nq7Zc0wX1rYVb6uEoTtPfK3mD9aQjG5s")
        );
    }

    public Task<Problem?> RevokeAsync(Guid id, Actor by, CancellationToken cancel)
    {
        _tokens.RemoveAll(token => token.Id == id);
        return Task.FromResult<Problem?>(null);
    }

    private static ApiToken Token(
        string name,
        IReadOnlyList<string> scopes,
        DateTimeOffset end,
        DateTimeOffset? used
    ) => new(Guid.CreateVersion7(), name, scopes, FakeWorld.AdministratorName, FakeWorld.Now.AddDays(-30), end, used);
}
