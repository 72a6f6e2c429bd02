using System.Net;
using System.Text;
using Holdfast.Linux.Files;

namespace Holdfast.Mesh.Durable;

/// <summary>Where other members were reached, one address a line: a host that starts again asks there too.</summary>
internal static class MembersFile
{
    /// <summary>Arbitrary, may be increased: any of them will do.</summary>
    private const int Most = 64;

    /// <summary>What cannot be read is not remembered.</summary>
    public static IReadOnlyList<IPEndPoint> Read(string path)
    {
        try
        {
            return File.Exists(path) ? [.. File.ReadLines(path).Take(Most).Select(Parse).OfType<IPEndPoint>()] : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <exception cref="IOException">The disk is full, or worse.</exception>
    public static void Write(string path, IEnumerable<IPEndPoint> addresses) =>
        DurableFile.Replace(
            path,
            file => file.Write(Encoding.ASCII.GetBytes(string.Concat(addresses.Take(Most).Select(a => $"{a}\n"))))
        );

    private static IPEndPoint? Parse(string line) =>
        IPEndPoint.TryParse(line, out var address) && address.Port > 0 ? address : null;
}
