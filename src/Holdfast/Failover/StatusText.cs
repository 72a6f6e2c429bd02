using System.Globalization;
using System.Text;
using Holdfast.Failover.Agent;
using Holdfast.Failover.Control;

namespace Holdfast.Failover;

/// <summary>How a group stands, for a terminal.</summary>
internal static class StatusText
{
    private const int ShownHistory = 10;

    public static string Of(AgentStatus status)
    {
        var text = new StringBuilder();
        foreach (var unit in status.Units)
        {
            Append(text, status, unit);
        }

        if (status.Database is { } database)
        {
            Append(text, database);
        }

        foreach (var entry in status.History.TakeLast(ShownHistory))
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{entry.At.ToLocalTime():yyyy-MM-dd HH:mm:ss.fff}  unit {entry.Vrid}  {entry.What}{Again(entry)}\n"
            );
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, AgentStatus status, UnitStatus unit)
    {
        text.Append(
            CultureInfo.InvariantCulture,
            $"Unit {unit.Vrid}: {string.Join(", ", unit.Addresses)} (epoch {unit.Epoch})\n"
        );
        text.Append(
            CultureInfo.InvariantCulture,
            $"  {status.Name} (this machine): {Words.Of(unit.Role)}{Notes(unit)}\n"
        );
        if (unit.Witness is { } witness)
        {
            text.Append(CultureInfo.InvariantCulture, $"  witness: {Lease(status, unit, witness)}\n");
        }

        if (unit.Hook is { } hook)
        {
            text.Append(CultureInfo.InvariantCulture, $"  hook: {hook.Trouble ?? "succeeded"}\n");
        }

        foreach (var other in unit.Others)
        {
            var notes = (other.Healthy ? "" : ", not healthy") + (other.Ready ? ", ready" : "");
            text.Append(
                CultureInfo.InvariantCulture,
                $"  {other.Name}: {Words.Of(other.Role)}{notes}, heard {other.SilentFor:0.0} s ago\n"
            );
        }
    }

    private static void Append(StringBuilder text, DatabaseStatus database)
    {
        var doing = database.Doing is { } job ? $", {Words.Of(job)} under way" : "";
        var step =
            database.InStep ? ", in step"
            : database.Degraded ? ", DEGRADED: goes on without its standby"
            : ", not in step";
        var lag = database.Lag is { } bytes ? $", the standby lacks {bytes} bytes" : "";
        text.Append(
            CultureInfo.InvariantCulture,
            $"Database: {Words.Of(database.Server)}{step}{doing}{lag} (epoch {database.Reign})\n"
        );
        if (database.Trouble is { } trouble)
        {
            text.Append(CultureInfo.InvariantCulture, $"  trouble: {trouble}\n");
        }

        foreach (var kept in database.KeptAside)
        {
            text.Append(CultureInfo.InvariantCulture, $"  kept aside, not in the database: {kept}\n");
        }
    }

    private static string Lease(AgentStatus status, UnitStatus unit, WitnessStatus witness) =>
        (
            witness.Holder is not { } holder ? "nobody has the lease"
            : holder == status.Member ? "this machine has the lease"
            : $"{unit.Others.FirstOrDefault(other => other.Member == holder)?.Name ?? $"member {holder}"} has the lease"
        )
        + (
            witness.SilentFor is { } seconds
                ? string.Create(CultureInfo.InvariantCulture, $", it answered {seconds:0.0} s ago")
                : ", for all that is known: it has not answered"
        );

    private static string Again(HistoryEntry entry) =>
        entry.Last is { } last
            ? string.Create(CultureInfo.InvariantCulture, $", {entry.Times} times until {last.ToLocalTime():HH:mm:ss}")
            : "";

    private static string Notes(UnitStatus unit) =>
        (unit.Healthy ? "" : ", not healthy")
        + (unit.Unhealthy is { } why ? $" ({why})" : "")
        + (unit.OnHold ? ", on hold" : "")
        + (unit.Obstacle is { } obstacle ? $", would not become active: {Words.Of(obstacle)}" : "");
}
