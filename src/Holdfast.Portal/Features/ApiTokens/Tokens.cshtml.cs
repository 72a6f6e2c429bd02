using System.Globalization;
using Holdfast.Data.ApiTokens;
using Holdfast.Model.Problems;
using Holdfast.Portal.Access;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Layout;
using Holdfast.Portal.Layout.Fields;
using Microsoft.AspNetCore.Mvc;

namespace Holdfast.Portal.Features.ApiTokens;

[Needs(Right.SeeService)]
public sealed class TokensModel(ITokenDesk desk, TimeProvider clock) : PortalPage
{
    public IReadOnlyList<ApiToken> List { get; private set; } = [];

    /// <summary>Set when one was made.</summary>
    public MadeToken? Made { get; private set; }

    /// <summary>What each scope is for, as the form says it.</summary>
    public static IReadOnlyList<(string Name, string Label)> Scopes { get; } =
    [
        (AccessWords.Of(TokenScope.Read), "Read: sees everything, changes nothing"),
        (AccessWords.Of(TokenScope.People), "People: sees and changes plain users"),
        (AccessWords.Of(TokenScope.Sessions), "Sessions: sees who is connected, and disconnects"),
        (AccessWords.Of(TokenScope.Profiles), "Profiles"),
        (AccessWords.Of(TokenScope.Nodes), "Nodes"),
        (AccessWords.Of(TokenScope.Failover), "Failover"),
        (AccessWords.Of(TokenScope.Everything), "Everything, but roles and API tokens: those are given by people"),
    ];

    public bool IsOver(ApiToken token) => token.ExpiresAt <= clock.GetUtcNow();

    public async Task OnGetAsync()
    {
        await LookAsync();
        Form = FormState.Showing(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["days"] = TokenDraft.UsualDays.ToString(CultureInfo.InvariantCulture),
            }
        );
    }

    [Needs(Right.GiveRights)]
    public async Task<IActionResult> OnPostMakeAsync()
    {
        DoNotKeep();
        if (!Visitor.IsFresh)
        {
            return LocalRedirect(Addresses.Confirm(Addresses.ApiTokens));
        }

        var fields = new FormReader(Request.Form);
        var wanted = new TokenDraft(
            fields.Text("name"),
            [.. Scopes.Select(scope => scope.Name).Where(scope => fields.Ticked($"scope-{scope}"))],
            fields.Number("days")
        );
        if (fields.Problems.Count > 0)
        {
            return await RefusedAsync(fields.Problems);
        }

        var made = await desk.MakeAsync(wanted, Actor.Of(Visitor), Aborted);
        if (!made.Succeeded)
        {
            return await RefusedAsync(made.Problems);
        }

        Made = made.Value;
        return Page();
    }

    [Needs(Right.GiveRights)]
    public async Task<IActionResult> OnPostRevokeAsync(Guid token) =>
        await desk.RevokeAsync(token, Actor.Of(Visitor), Aborted) is { } problem
            ? await RefusedAsync([problem])
            : GoOn(Addresses.ApiTokens, "The token is revoked, and opens nothing any more.");

    private async Task<IActionResult> RefusedAsync(IReadOnlyList<Problem> problems)
    {
        await LookAsync();
        return Again(problems);
    }

    private async Task LookAsync()
    {
        DoNotKeep();
        List = await desk.ListAsync(Aborted);
    }
}
