using Holdfast.Data;
using Holdfast.Data.Users;
using Holdfast.OAuth.Authorize;
using Holdfast.OAuth.Clients;
using Holdfast.Portal.Features.Profiles;
using Holdfast.Portal.Layout;
using Holdfast.Portal.Settings;

namespace Holdfast.Portal.Features.OAuth;

/// <summary>From an app's request to the answer that goes back to it, as far as pages need it.</summary>
public sealed class AppApproval(
    AppRegistry apps,
    ApproveApp approval,
    IDatabase database,
    UserStore users,
    ProfileCatalogue catalogue,
    PortalSettings settings,
    PortalOptions options
) : IAppApproval
{
    public async Task<ApprovalStep> BeginAsync(string query, Visitor visitor, CancellationToken cancel) =>
        AuthorizeEndpoint.Read(query, await apps.ReadAsync(cancel)) switch
        {
            AuthorizeOutcome.Valid when await LacksFactorAsync(visitor, cancel) => new ApprovalStep.NeedFactor(),
            AuthorizeOutcome.Valid { Request.Client: { RequiresApproval: true } client } => new ApprovalStep.Ask(
                client.DisplayName,
                client.ClientId
            ),
            var outcome => await AnswerAsync(outcome, approve: true, visitor, cancel),
        };

    public async Task<ApprovalStep> DecideAsync(
        string query,
        bool approve,
        Visitor visitor,
        CancellationToken cancel
    ) =>
        AuthorizeEndpoint.Read(query, await apps.ReadAsync(cancel)) switch
        {
            AuthorizeOutcome.Valid when approve && await LacksFactorAsync(visitor, cancel) =>
                new ApprovalStep.NeedFactor(),
            var outcome => await AnswerAsync(outcome, approve, visitor, cancel),
        };

    /// <summary>An app may use all that is open to the person, so the strictest profile decides.</summary>
    private async Task<bool> LacksFactorAsync(Visitor visitor, CancellationToken cancel) =>
        !visitor.HasSecondFactor
        && await database.ReadAsync(
            async unit =>
                await users.FindAsync(unit, visitor.UserId) is { } user
                && (await catalogue.ReadAsync(unit)).NeedSecondFactorOf(user.Groups),
            cancel
        );

    private async Task<ApprovalStep> AnswerAsync(
        AuthorizeOutcome outcome,
        bool approve,
        Visitor visitor,
        CancellationToken cancel
    )
    {
        var issuer = (await database.ReadAsync(settings.ReadAsync, cancel)).Issuer ?? options.PublicUrl;
        return outcome switch
        {
            AuthorizeOutcome.ShowPage page => new ApprovalStep.Refuse(
                page.Rejection.Kind.At("", page.Rejection.Description)
            ),
            AuthorizeOutcome.TellApp tell => Step(
                AuthorizeResponse.Rejected(tell.ReturnAddress, tell.Rejection, issuer)
            ),
            AuthorizeOutcome.Valid valid when !approve => Step(
                AuthorizeResponse.Denied(valid.Request.ReturnAddress, issuer)
            ),
            AuthorizeOutcome.Valid valid => Step(
                AuthorizeResponse.Approved(
                    valid.Request.ReturnAddress,
                    await approval.ApproveAsync(valid.Request, visitor, cancel),
                    issuer
                )
            ),
            _ => throw new InvalidOperationException("An outcome that nobody knows."),
        };
    }

    private static ApprovalStep Step(AuthorizeResponse response) =>
        response.Mode == ResponseMode.FormPost
            ? new ApprovalStep.PostTo(response.RedirectUri, response.Parameters)
            : new ApprovalStep.GoTo(response.Location);
}
