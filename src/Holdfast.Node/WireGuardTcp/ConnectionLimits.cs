using System.Net;

namespace Holdfast.Node.WireGuardTcp;

/// <summary>Counts connections, all and by address. Thread-safe.</summary>
internal sealed class ConnectionLimits(int maximum, int maximumPerAddress)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, int> _byAddress = [];
    private int _count;

    public bool TryEnter(IPAddress address)
    {
        lock (_gate)
        {
            var same = _byAddress.GetValueOrDefault(address);
            if (_count >= maximum || same >= maximumPerAddress)
            {
                return false;
            }

            _count++;
            _byAddress[address] = same + 1;
            return true;
        }
    }

    public void Leave(IPAddress address)
    {
        lock (_gate)
        {
            _count--;
            if (--_byAddress[address] == 0)
            {
                _byAddress.Remove(address);
            }
        }
    }
}
