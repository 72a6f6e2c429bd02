using System.Net;
using System.Text;
using Holdfast.Model.Addresses;
using Holdfast.Model.DesiredState;

namespace Holdfast.Node.OpenVpn.Configuration;

/// <summary>
/// The files of the exclusive client-config directory: who has one may connect, and gets exactly what it says. Read by OpenVPN at
/// each connect.
/// </summary>
internal sealed class ClientFile
{
    private readonly AddressPool _pool4;
    private readonly AddressPool _pool6;
    private readonly IPAddress _mask;
    private readonly string _pushes;

    /// <param name="service">Its push options are those of all its clients, so they are written once.</param>
    public ClientFile(OpenVpnService service)
    {
        _pool4 = new(service.Pool4);
        _pool6 = new(service.Pool6);
        _mask = Netmask.Of(service.Pool4);
        _pushes = string.Concat(PushOptions.Of(service).Select(p => $"push \"{p}\"\n"));
    }

    /// <returns>False: the slot is outside the process's part of a pool.</returns>
    public bool Fits(int slot) => slot >= 0 && slot < _pool4.Slots && slot < _pool6.Slots;

    public IPAddress Address4(int slot) => _pool4.AddressOf(slot);

    public byte[] Render(int slot) =>
        Encoding.ASCII.GetBytes(
            $"ifconfig-push {_pool4.AddressOf(slot)} {_mask}\n"
                + $"ifconfig-ipv6-push {_pool6.AddressOf(slot)}/{_pool6.Network.PrefixLength} {_pool6.Gateway}\n"
                + _pushes
        );
}
