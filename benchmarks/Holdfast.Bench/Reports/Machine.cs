namespace Holdfast.Bench.Reports;

/// <summary>Where it was measured.</summary>
internal sealed record Machine(string Processor, int Cores, long MemoryMegabytes, string System)
{
    public static Machine This() =>
        new(
            Value("/proc/cpuinfo", "model name"),
            Environment.ProcessorCount,
            GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20,
            Environment.OSVersion.VersionString
        );

    public override string ToString() => $"{Cores} cores, {Processor}, {MemoryMegabytes} MB, {System}";

    private static string Value(string file, string name) =>
        File.ReadLines(file)
            .FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))
            ?.Split(':')[1]
            .Trim()
        ?? "unknown";
}
