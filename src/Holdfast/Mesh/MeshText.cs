using System.Globalization;
using System.Text;
using Holdfast.Mesh.Claims;
using Holdfast.Mesh.Control;

namespace Holdfast.Mesh;

/// <summary>How a mesh stands, for a terminal.</summary>
internal static class MeshText
{
    private const int ShownHistory = 10;

    public static string Status(MeshStatus status)
    {
        var text = new StringBuilder();
        var agree =
            status.Alive == 0 ? "no other member is alive"
            : status.Agreeing == status.Alive ? $"all {status.Alive} other members agree"
            : $"{status.Agreeing} of {status.Alive} other members agree";
        text.Append(
            CultureInfo.InvariantCulture,
            $"{status.Name} ({status.Id}), {status.Address}, WireGuard {status.WireGuard}: {(status.Joined ? agree : "joining")}\n"
        );
        foreach (var prefix in status.Prefixes)
        {
            text.Append(CultureInfo.InvariantCulture, $"{prefix.Prefix}: {Carries(status, prefix)}{Ignored(prefix)}\n");
            Append(text, prefix);
        }

        foreach (var check in status.Checks)
        {
            var found = check.IsWell ? "is well" : "FAILS";
            text.Append(
                CultureInfo.InvariantCulture,
                $"check {check.Check}: {found}{(check.Why is { } why ? $" ({why})" : "")}\n"
            );
        }

        foreach (var entry in status.History.TakeLast(ShownHistory))
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{entry.At.ToLocalTime():yyyy-MM-dd HH:mm:ss.fff}  {entry.Prefix}  {entry.Before ?? "nobody"} -> {entry.After ?? "nobody"}: {entry.Cause}\n"
            );
        }

        return text.ToString();
    }

    public static string Members(MeshStatus status)
    {
        var text = new StringBuilder();
        foreach (var member in status.Members)
        {
            var heard = member.SilentFor is { } seconds
                ? string.Create(CultureInfo.InvariantCulture, $"heard {seconds:0.0} s ago")
                : "never heard";
            var trip = member.RoundTripMilliseconds is { } milliseconds
                ? string.Create(CultureInfo.InvariantCulture, $", {milliseconds:0.0} ms through the tunnel")
                : "";
            text.Append(
                CultureInfo.InvariantCulture,
                $"{member.Name} ({member.Id}): {Word(member.Status)}, {member.Endpoint ?? "nowhere"}, {member.Address}, {heard}{trip}{(member.Answers ? "" : ", SILENT through the tunnel")}{(member.Agrees ? "" : ", chooses others")}\n"
            );
        }

        return text.ToString();
    }

    public static string Claims(MeshStatus status)
    {
        var text = new StringBuilder();
        foreach (var prefix in status.Prefixes)
        {
            text.Append(CultureInfo.InvariantCulture, $"{prefix.Prefix}\n");
            Append(text, prefix);
        }

        return text.ToString();
    }

    public static string Routes(MeshStatus status)
    {
        var text = new StringBuilder();
        foreach (var prefix in status.Prefixes)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{prefix.Prefix} -> {(prefix.Here ? "this host" : prefix.Ignored is null ? prefix.Holder ?? "nobody" : "nobody")}{Ignored(prefix)}\n"
            );
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, PrefixStatus prefix)
    {
        foreach (var claim in prefix.Claims)
        {
            var kind = claim.Kind == ClaimKind.Unique ? ", unique" : "";
            text.Append(
                CultureInfo.InvariantCulture,
                $"  {claim.Host} ({claim.Id}): {Word(claim.State)}, priority {claim.Priority}, epoch {claim.Epoch}{kind}\n"
            );
        }
    }

    private static string Carries(MeshStatus status, PrefixStatus prefix) =>
        prefix.Holder is not { } holder ? "nobody carries it"
        : !prefix.Here ? $"{holder} carries it"
        : prefix.Claims is [var first, ..] && first.Id == status.Id ? "this host carries it"
        : $"{holder} carries it, this host stands by";

    private static string Ignored(PrefixStatus prefix) => prefix.Ignored is { } why ? $" (ignored: {why})" : "";

    private static string Word(Enum value) => value.ToString().ToLowerInvariant();
}
