using System.Collections.Concurrent;
using System.Net;

namespace Holdfast.Mesh.Daemon;

/// <summary>
/// Lets in what members send, and of what strangers send only so much: whoever floods the port takes no time from those who are known.
/// For several threads.
/// </summary>
/// <param name="perSecond">Datagrams of one stranger's address; as many of all that are too many to be told apart.</param>
internal sealed class Doorman(int perSecond, TimeProvider time)
{
    /// <summary>Arbitrary, may be increased.</summary>
    private const int MostKnown = 8192;

    /// <summary>Arbitrary, may be increased.</summary>
    private const int MostStrangers = 1024;

    private readonly ConcurrentDictionary<IPEndPoint, bool> _known = [];
    private readonly Dictionary<IPAddress, int> _strangers = [];
    private readonly Lock _gate = new();
    private long _second = -1;
    private int _others;

    /// <summary>A member speaks from there.</summary>
    public void Know(IPEndPoint source)
    {
        if (_known.TryAdd(source, true) && _known.Count > MostKnown)
        {
            _known.Clear();
        }
    }

    public bool Admits(IPEndPoint source) => _known.ContainsKey(source) || AdmitsStranger(source.Address);

    private bool AdmitsStranger(IPAddress address)
    {
        var second = (long)time.GetElapsedTime(0).TotalSeconds;
        lock (_gate)
        {
            if (second != _second)
            {
                (_second, _others) = (second, 0);
                _strangers.Clear();
            }

            if (!_strangers.TryGetValue(address, out var count) && _strangers.Count >= MostStrangers)
            {
                return ++_others <= perSecond;
            }

            _strangers[address] = count + 1;
            return count < perSecond;
        }
    }
}
