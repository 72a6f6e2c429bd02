using Holdfast.Data.Audit;
using Holdfast.Portal.Access;
using Holdfast.Portal.Features.AdminApi.Description;
using Holdfast.Portal.Features.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Holdfast.Portal.Features.AdminApi;

/// <summary><c>/audit</c>: who did what, newest first.</summary>
internal static class AuditEndpoints
{
    private const int LargestPage = 1000;

    public static void MapAudit(this IEndpointRouteBuilder api)
    {
        api.MapGet("/audit", ListAsync)
            .Says("Lists who did what, the newest first")
            .GivesItems<AuditEntry>()
            .Needs(Right.SeeService);
        api.MapGet(
                "/audit/verify",
                async (AuditDesk desk, CancellationToken cancel) => Answers.Ok(View(await desk.VerifyAsync(cancel)))
            )
            .Says("Looks whether the audit log is as it was written")
            .Gives<VerdictBody>()
            .Needs(Right.SeeService);
    }

    private static async Task<IResult> ListAsync(
        AuditDesk desk,
        CancellationToken cancel,
        string? actor = null,
        string? action = null,
        string? subject = null,
        string? from = null,
        string? until = null,
        string? after = null,
        int limit = 100
    )
    {
        var filter = AuditQuestion.Of(actor, action, subject, from, until).Read();
        if (!filter.Succeeded)
        {
            return Answers.Of(filter.Problems);
        }

        var page = await desk.ListAsync(filter.Value, after, Math.Clamp(limit, 1, LargestPage), cancel);
        return Answers.Items(page.Entries, page.Next);
    }

    private static VerdictBody View(AuditVerdict verdict) =>
        new(
            verdict.IsWhole,
            verdict.Sealed,
            verdict.Unsealed,
            verdict.Break?.Number,
            verdict.Break is { } found ? AuditWords.Of(found) : null
        );

    /// <param name="Sealed">Entries that are in the chain.</param>
    /// <param name="Unsealed">Entries that are so new that they are not yet in it.</param>
    /// <param name="BrokenAt">Number of the first entry that is not as it was; null: none.</param>
    private sealed record VerdictBody(bool Whole, long Sealed, long Unsealed, long? BrokenAt, string? Why);
}
