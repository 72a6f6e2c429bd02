namespace Holdfast.Single;

/// <summary>The program that plays a role: we ourselves, with another verb.</summary>
/// <param name="Program">Path of the executable.</param>
/// <param name="Prefix">Arguments before the verb.</param>
/// <param name="Files">What another user must be able to read to run it.</param>
internal sealed record RolePrograms(string Program, IReadOnlyList<string> Prefix, IReadOnlyList<string> Files)
{
    public static RolePrograms Ours()
    {
        var assembly = typeof(RolePrograms).Assembly.Location;
        var program = Environment.ProcessPath!;
        string[] files = [program, assembly, typeof(object).Assembly.Location];
        // Started as "dotnet holdfast.dll", the program is dotnet.
        return Path.GetFileName(program) == "dotnet" ? new(program, [assembly], files) : new(program, [], files);
    }

    public IReadOnlyList<string> Arguments(params IEnumerable<string> verb) => [.. Prefix, .. verb];
}
