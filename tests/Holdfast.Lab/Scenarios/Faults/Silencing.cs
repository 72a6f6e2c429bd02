using Holdfast.Lab.Hosts;

namespace Holdfast.Lab.Scenarios.Faults;

/// <summary>A way to make a machine say nothing any more, and the way back.</summary>
/// <param name="Name">What happens to the machine: <c>is frozen</c>.</param>
internal sealed record Silencing(string Name, Func<Task> Break, Func<Task> Mend)
{
    /// <summary>SIGSTOP: the kernel goes on answering for a process that does not.</summary>
    public static Silencing Frozen(Action freeze, Action thaw) =>
        new("is frozen", () => Task.Run(freeze), () => Task.Run(thaw));

    /// <summary>All cables are pulled.</summary>
    public static Silencing Unplugged(Host host) =>
        new(
            "is unplugged",
            () => ForEachAsync(host, link => link.DownAsync()),
            () => ForEachAsync(host, link => link.UpAsync())
        );

    /// <summary>The cables are in, and nothing comes through.</summary>
    public static Silencing Dropped(Host host) =>
        new(
            "is cut off without a sign",
            () => ForEachAsync(host, link => link.DropSilentlyAsync()),
            () => ForEachAsync(host, link => link.CarryAgainAsync())
        );

    private static async Task ForEachAsync(Host host, Func<Networks.Link, Task> change)
    {
        foreach (var link in host.Links)
        {
            await change(link);
        }
    }
}
