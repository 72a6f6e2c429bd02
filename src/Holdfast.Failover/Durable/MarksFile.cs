using System.Globalization;
using System.Text;
using Holdfast.Failover.Heartbeat;
using Holdfast.Failover.Members;
using Holdfast.Linux.Files;

namespace Holdfast.Failover.Durable;

/// <summary>
/// The newest heartbeats that were heard, so that what was heard before a restart cannot be replayed after it. A line for each:
/// <c>MEMBER KEY PATH BOOT COUNTER</c>.
/// </summary>
internal sealed class MarksFile(string path)
{
    /// <summary>
    /// A file that is lost or damaged lets old heartbeats in until the first new one; it must not keep the agent from starting.
    /// </summary>
    public IReadOnlyList<ReplayMark> Read()
    {
        try
        {
            return File.Exists(path) ? [.. File.ReadLines(path).Select(Parse).OfType<ReplayMark>()] : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <exception cref="IOException">It is not known to be stored.</exception>
    public void Write(IReadOnlyList<ReplayMark> marks)
    {
        var lines = string.Concat(marks.Select(Line));
        DurableFile.Replace(path, file => file.Write(Encoding.ASCII.GetBytes(lines)));
    }

    private static string Line(ReplayMark mark) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{mark.Member} {mark.KeyId} {mark.Path} {mark.Newest.Boot} {mark.Newest.Counter}\n"
        );

    private static ReplayMark? Parse(string line) =>
        line.Split(' ') is [var member, var key, var path, var boot, var counter]
        && byte.TryParse(member, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        && byte.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var keyId)
        && int.TryParse(path, NumberStyles.None, CultureInfo.InvariantCulture, out var way)
        && ulong.TryParse(boot, NumberStyles.None, CultureInfo.InvariantCulture, out var life)
        && ulong.TryParse(counter, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? new ReplayMark(new MemberId(id), keyId, way, new Sequence(life, count))
            : null;
}
