using System.Globalization;
using System.Text;
using Holdfast.Failover.Members;
using Holdfast.Linux.Files;
using Holdfast.Model.Problems;

namespace Holdfast.Failover.Durable;

/// <summary>The highest epoch of one unit that this machine has stored: <c>TERM MEMBER</c>. Not for several threads.</summary>
internal sealed class EpochFile(string path)
{
    public Outcome<Epoch> Read()
    {
        try
        {
            return !File.Exists(path) ? Epoch.None
                : Parse(File.ReadAllText(path)) is { } epoch ? epoch
                : AgentProblems.StateDamaged.At(path, "It is no epoch.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return AgentProblems.HomeUnusable.At(path, e.Message);
        }
    }

    /// <summary>Durable when it returns.</summary>
    /// <exception cref="IOException">It is not known to be stored.</exception>
    public void Write(Epoch epoch)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{epoch.Term} {epoch.Member}\n");
        DurableFile.Replace(path, file => file.Write(Encoding.ASCII.GetBytes(line)));
    }

    private static Epoch? Parse(string text) =>
        text.TrimEnd('\n').Split(' ') is [var term, var member]
        && long.TryParse(term, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number is > 0 and <= Epoch.MaximumTerm
        && byte.TryParse(member, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        && id > 0
            ? new Epoch(number, new MemberId(id))
            : null;
}
