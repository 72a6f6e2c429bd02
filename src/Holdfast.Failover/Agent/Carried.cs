using System.Text.Json;
using Holdfast.Failover.Configuration;
using Holdfast.Failover.Health;
using Holdfast.Model.Json;

namespace Holdfast.Failover.Agent;

/// <summary>
/// What goes on when an agent goes on with another configuration: roles, with their addresses in the kernel, the newest heartbeats, what
/// programs reported, and the database's server, which nobody stops. The next agent has as long as a lease for it.
/// </summary>
/// <param name="File">The configuration by which it came to be.</param>
/// <param name="Database">Null: the group keeps none.</param>
internal sealed record Carried(
    FailoverFile File,
    IReadOnlyList<CarriedUnit> Units,
    ReportedHealth Health,
    CarriedDatabase? Database
)
{
    /// <summary>
    /// Whether roles may go on under the other configuration. They may not when it changes who we are, or by what right somebody is active:
    /// then the role is given away first.
    /// </summary>
    public static bool IsPossible(FailoverFile before, FailoverFile after) =>
        before.Group.Id == after.Group.Id
        && before.Local.Member == after.Local.Member
        && before.Group.Authentication == after.Group.Authentication
        && before.Group.Witness == after.Group.Witness
        && before.Group.AllowsDegraded == after.Group.AllowsDegraded
        && DatabaseText(before) == DatabaseText(after)
        && before.Local.Hook == after.Local.Hook;

    /// <summary>Only where nothing else is expected of them.</summary>
    public ReportedHealth? HealthFor(FailoverFile after) =>
        File.Local.Expects.SequenceEqual(after.Local.Expects, StringComparer.Ordinal)
        && File.Local.GraceMilliseconds == after.Local.GraceMilliseconds
            ? Health
            : null;

    /// <summary>Heartbeat paths are the same, so what was heard on them still says something.</summary>
    public bool HasPathsOf(FailoverFile after) => File.Group.Paths.SequenceEqual(after.Group.Paths);

    /// <summary>All by which the database lives.</summary>
    private static string DatabaseText(FailoverFile file) =>
        JsonSerializer.Serialize(new { file.Group.Database, Local = file.Local.Database }, ModelJson.Options);
}
