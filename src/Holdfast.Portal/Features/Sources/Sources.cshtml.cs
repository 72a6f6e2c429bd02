using Holdfast.Model.Problems;
using Holdfast.Portal.Access;
using Holdfast.Portal.Layout;
using Holdfast.Portal.Sources.People;
using Holdfast.Portal.Sources.Settings;
using Microsoft.AspNetCore.Mvc;

namespace Holdfast.Portal.Features.Sources;

[Needs(Right.SeeService)]
public sealed class SourcesModel(ISourceDesk desk) : PortalPage
{
    public IReadOnlyList<SourceView> Sources { get; private set; } = [];

    public async Task OnGetAsync()
    {
        DoNotKeep();
        Sources = await desk.ListAsync(Aborted);
    }

    [Needs(Right.GiveRights)]
    public async Task<IActionResult> OnPostRaiseAsync(Guid id) =>
        await DoneAsync(await desk.RaiseAsync(Visitor, id, Aborted), "The order is changed.");

    [Needs(Right.GiveRights)]
    public async Task<IActionResult> OnPostSyncAsync(Guid id, bool evenIfMany)
    {
        var done = await desk.SyncAsync(Visitor, id, evenIfMany, Aborted);
        return await DoneAsync(done.Problems, done.Value is { } report ? TextOf(report) : "");
    }

    internal static string AddressOf(SourceSettings source) =>
        source switch
        {
            { Ldap: not null } => Addresses.Source(source.Id),
            { Radius: not null } => Addresses.RadiusSource(source.Id),
            _ => Addresses.OidcSource(source.Id),
        };

    internal static string KindOf(SourceSettings source) =>
        source switch
        {
            { Ldap: not null } => "LDAP",
            { Radius: not null } => "RADIUS",
            _ => "OpenID Connect",
        };

    internal static string TextOf(SyncReport report) =>
        report.Problem is not null
            ? "The source was not read: see below."
            : $"{report.Found} people found, {report.Added} added, {report.Changed} changed, {report.Vanished} gone.";

    private async Task<IActionResult> DoneAsync(IReadOnlyList<Problem> problems, string done)
    {
        if (problems.Count == 0)
        {
            return GoOn(Addresses.Sources, done);
        }

        await OnGetAsync();
        return Again(problems);
    }
}
