using System.Globalization;
using System.Text;
using Holdfast.Linux.Files;
using Holdfast.Model.Problems;

namespace Holdfast.Mesh.Durable;

/// <summary>How often this host was started: the keys of each life are others than those of all before.</summary>
internal static class IncarnationFile
{
    /// <returns>The number of this start, durable.</returns>
    public static Outcome<uint> Advance(string path)
    {
        try
        {
            var before = File.Exists(path) ? File.ReadAllText(path).Trim() : "0";
            if (
                !uint.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || number == uint.MaxValue
            )
            {
                return MeshProblems.StateDamaged.At(path, "It is no number of starts.");
            }

            number++;
            var text = number.ToString(CultureInfo.InvariantCulture);
            DurableFile.Replace(path, file => file.Write(Encoding.ASCII.GetBytes(text + '\n')));
            return number;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return MeshProblems.HomeUnusable.At(path, e.Message);
        }
    }
}
