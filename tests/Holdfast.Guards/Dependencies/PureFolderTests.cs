using System.Text.RegularExpressions;

namespace Holdfast.Guards.Dependencies;

/// <summary>Pure cores that share a project with their shell. What they may know is what their source says.</summary>
public sealed partial class PureFolderTests
{
    private static readonly string[] Pure =
    [
        "src/Holdfast.Failover/Database/",
        "src/Holdfast.Failover/Heartbeat/",
        "src/Holdfast.Failover/Members/",
        "src/Holdfast.Failover/Roles/",
        "src/Holdfast.Failover/Witness/",
        "src/Holdfast.Mesh/Claims/",
        "src/Holdfast.Mesh/Core/",
        "src/Holdfast.Mesh/Members/",
        "src/Holdfast.Mesh/Messages/",
        "src/Holdfast.Mesh/Paths/",
    ];

    private static readonly string[] AllowedNamespaces =
    [
        "Holdfast.Failover.Database",
        "Holdfast.Failover.Heartbeat",
        "Holdfast.Failover.Members",
        "Holdfast.Failover.Roles",
        "Holdfast.Failover.Witness",
        "Holdfast.Mesh.Claims",
        "Holdfast.Mesh.Core",
        "Holdfast.Mesh.Members",
        "Holdfast.Mesh.Messages",
        "Holdfast.Mesh.Paths",
        "Holdfast.Model",
        "System.Buffers.Binary",
        "System.Collections.Immutable",
        "System.Diagnostics.CodeAnalysis",
        "System.Globalization",
        "System.Net",
        "System.Security.Cryptography",
        "System.Text",
        "System.Text.Unicode",
    ];

    public static TheoryData<string> Folders => [.. Pure];

    [Theory]
    [MemberData(nameof(Folders))]
    public void PureFolder_HasSource(string folder) => Assert.NotEmpty(Files(folder));

    [Theory]
    [MemberData(nameof(Folders))]
    public void PureFolder_UsesOnlyWhatIsPure(string folder)
    {
        var wrong = Lines(folder)
            .Select(line => (line.Path, Used: Using().Match(line.Text).Groups["name"].Value))
            .Where(line => line.Used.Length > 0 && !AllowedNamespaces.Any(allowed => IsWithin(line.Used, allowed)));

        Nothing.In(wrong);
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void PureFolder_OwnsNoSocketClockThreadOrFile(string folder) =>
        Nothing.In(Lines(folder).Where(line => Impure().IsMatch(line.Text)));

    [Theory]
    [InlineData("using System.Net.Sockets;")]
    [InlineData("await Task.Delay(1);")]
    [InlineData("var now = TimeProvider.System.GetTimestamp();")]
    [InlineData("File.ReadAllBytes(path);")]
    public void Guard_WhatIsImpure_IsFound(string line) =>
        Assert.True(Impure().IsMatch(line) || !AllowedNamespaces.Contains(Using().Match(line).Groups["name"].Value));

    /// <summary>Only <c>System.Net</c> itself: what lies below it has sockets.</summary>
    private static bool IsWithin(string used, string allowed) =>
        used == allowed
        || (
            allowed.StartsWith("Holdfast.", StringComparison.Ordinal)
            && used.StartsWith($"{allowed}.", StringComparison.Ordinal)
        );

    private static IEnumerable<string> Files(string folder) =>
        Repository.CSharpFiles.Where(path => path.StartsWith(folder, StringComparison.Ordinal));

    private static IEnumerable<(string Path, string Text)> Lines(string folder) =>
        Files(folder).SelectMany(path => File.ReadLines(Repository.At(path)).Select(line => (path, Code(line))));

    private static string Code(string line) => line.Split("//")[0];

    [GeneratedRegex(@"^\s*(global )?using (static )?(\w+ = )?(?<name>[\w.]+);")]
    private static partial Regex Using();

    [GeneratedRegex(
        @"\b(Socket|UdpClient|HttpClient|File|Directory|FileStream|Thread|ThreadPool|Task|ValueTask|Timer|PeriodicTimer|TimeProvider|Stopwatch|DateTime|DateTimeOffset|Environment|Process|Random)\b"
    )]
    private static partial Regex Impure();
}
