using System.Globalization;
using System.Text;
using Holdfast.Failover.Members;
using Holdfast.Failover.Witness;
using Holdfast.Linux.Files;
using Holdfast.Model.Problems;
using Microsoft.Extensions.Logging;

namespace Holdfast.Failover.Witnessing;

/// <summary>The durable side of the leases, a file for each unit: <c>MEMBER FENCE MILLISECONDS</c>. For one thread.</summary>
internal sealed partial class GrantFiles(WitnessHome home, ILogger log)
{
    /// <returns>All that is stored, or what is damaged.</returns>
    public Outcome<IReadOnlyDictionary<WitnessUnit, StoredGrant>> Read()
    {
        try
        {
            var read = home
                .Grants.Select(path =>
                    (Path: path, Unit: WitnessHome.UnitOf(path), Grant: Parse(File.ReadAllText(path)))
                )
                .ToList();
            Problem[] problems =
            [
                .. read.Where(one => one.Unit is null || one.Grant is null)
                    .Select(one => WitnessProblems.GrantDamaged.At(one.Path, "It is no grant of a unit.")),
            ];
            return problems.Length == 0
                ? Outcome<IReadOnlyDictionary<WitnessUnit, StoredGrant>>.Of(
                    read.ToDictionary(one => one.Unit!.Value, one => one.Grant!)
                )
                : Outcome<IReadOnlyDictionary<WitnessUnit, StoredGrant>>.Failed(problems);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return WitnessProblems.HomeUnusable.At(home.Folder, e.Message);
        }
    }

    /// <returns>False: it is not known to be durable.</returns>
    public bool TryStore(WitnessUnit unit, StoredGrant stored)
    {
        var (holder, fence, lease) = (stored.Grant.Holder, stored.Grant.Fence, (long)stored.Lease.TotalMilliseconds);
        var line = string.Create(CultureInfo.InvariantCulture, $"{holder} {fence} {lease}\n");
        try
        {
            DurableFile.Replace(home.Grant(unit), file => file.Write(Encoding.ASCII.GetBytes(line)));
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.NotStored(log, unit.Group, unit.Vrid, e.Message);
            return false;
        }
    }

    private static StoredGrant? Parse(string text) =>
        text.TrimEnd('\n').Split(' ') is [var member, var fence, var lease]
        && byte.TryParse(member, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        && id > 0
        && long.TryParse(fence, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number is > 0 and <= Epoch.MaximumTerm
        && int.TryParse(lease, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
        && milliseconds <= (int)WitnessBook.LongestLease.TotalMilliseconds
            ? new StoredGrant(new WitnessGrant(new MemberId(id), number), TimeSpan.FromMilliseconds(milliseconds))
            : null;

    private static partial class Log
    {
        [LoggerMessage(
            EventIds.GrantNotStored,
            LogLevel.Error,
            "Group {Group}, unit {Vrid}: a lease is refused, for it cannot be stored: {Failure}"
        )]
        public static partial void NotStored(ILogger logger, Guid group, int vrid, string failure);
    }
}
