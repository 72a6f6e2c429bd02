using System.Globalization;
using System.Text;
using Holdfast.Linux.Files;
using Holdfast.Model.Problems;

namespace Holdfast.Failover.Durable;

/// <summary>A number that is larger at each start than at any before: heartbeats of an earlier life are none of this one.</summary>
internal static class BootCounter
{
    /// <returns>The number of this start, durable.</returns>
    public static Outcome<ulong> Advance(string path)
    {
        try
        {
            var before = File.Exists(path) ? File.ReadAllText(path).Trim() : "0";
            if (!ulong.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return AgentProblems.StateDamaged.At(path, "It is no number.");
            }

            number++;
            var text = number.ToString(CultureInfo.InvariantCulture);
            DurableFile.Replace(path, file => file.Write(Encoding.ASCII.GetBytes(text + '\n')));
            return number;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return AgentProblems.HomeUnusable.At(path, e.Message);
        }
    }
}
