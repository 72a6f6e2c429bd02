using System.Globalization;
using System.Net.NetworkInformation;
using Holdfast.Model.DesiredState;

namespace Holdfast.Single.Checks;

/// <summary>Programs and devices that a node of this state folder left running when it was killed. The next start takes them over.</summary>
/// <param name="nodeHome">The node's state folder.</param>
internal sealed class LeftOvers(string nodeHome)
{
    private static readonly EnumerationOptions Everywhere = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = true,
    };

    public bool HasDevice =>
        Directory.Exists(nodeHome)
        && NetworkInterface
            .GetAllNetworkInterfaces()
            .Any(device => device.Name.StartsWith(DeviceNames.Prefix, StringComparison.Ordinal));

    public bool IsOurs(int processId) =>
        Directory.Exists(nodeHome)
        && Directory.EnumerateFiles(nodeHome, "*.pid", Everywhere).Any(file => FirstNumber(file) == processId);

    private static int? FirstNumber(string file)
    {
        try
        {
            var first = File.ReadAllText(file).Split((char[])[' ', '\n'], 2)[0];
            return int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
