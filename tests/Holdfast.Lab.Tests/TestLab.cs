using Holdfast.Lab.Stories;

namespace Holdfast.Lab.Tests;

internal static class TestLab
{
    /// <summary>A lab whose story stands in the test's output.</summary>
    public static Task<Lab> StartAsync(ITestOutputHelper output) =>
        Lab.StartAsync(new Story("test", happened => output.WriteLine(happened.ToString())));
}
