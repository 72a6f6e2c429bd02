using System.Net;
using Holdfast.Mesh.Daemon;
using Holdfast.Testing;

namespace Holdfast.Mesh.Tests.Daemon;

public sealed class DoormanTests
{
    private readonly TestClock _time = new();
    private readonly Doorman _door;

    public DoormanTests() => _door = new Doorman(perSecond: 3, _time);

    [Fact]
    public void Stranger_HasItsShareOfEachSecond_AndTakesNothingFromOthers()
    {
        Assert.Equal(3, Admitted("192.0.2.1:1", 1000));
        Assert.Equal(0, Admitted("192.0.2.1:2", 1000));
        Assert.Equal(3, Admitted("192.0.2.2:1", 1000));

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(3, Admitted("192.0.2.1:1", 1000));
    }

    [Fact]
    public void Member_IsAlwaysLetIn_ButOnlyFromItsPort()
    {
        _door.Know(IPEndPoint.Parse("192.0.2.1:3210"));

        Assert.Equal(1000, Admitted("192.0.2.1:3210", 1000));
        Assert.Equal(3, Admitted("192.0.2.1:9", 1000));
    }

    /// <summary>Sources can be invented: all together have no more than a bounded number of strangers has.</summary>
    [Fact]
    public void ManyAddresses_AreBounded()
    {
        var admitted = Enumerable.Range(0, 100_000).Count(n => _door.Admits(new IPEndPoint(n + 1, 3210)));

        Assert.InRange(admitted, 1000, 1100);
    }

    private int Admitted(string source, int count) =>
        Enumerable.Range(0, count).Count(_ => _door.Admits(IPEndPoint.Parse(source)));
}
