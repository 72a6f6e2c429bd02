using Holdfast.Linux.Processes;

namespace Holdfast.Linux.Tests.Namespaces;

/// <summary>Runs the real tools that tests compare with.</summary>
internal static class Tool
{
    private static readonly ProgramRunner Programs = new(TimeProvider.System);

    /// <summary>Standard output of a program that must succeed.</summary>
    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var result = await Programs.RunAsync(new ProgramRun(program, arguments), CancellationToken.None);
        Assert.True(result.Succeeded, $"{program} {string.Join(' ', arguments)}: {result.Error}{result.Output}");
        return result.Output;
    }
}
