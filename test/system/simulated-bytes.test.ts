import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { SimulatedKernel } from 'usb-gadget/testing';

const g1 = '/sys/kernel/config/usb_gadget/g1';

void suite('what a driver makes of bytes', () => {
  const kept: readonly (readonly [what: string, path: string, written: string, shown: string])[] = [
    ['a byte that is no letter', 'strings/0x409/product', 'ff0a', 'ff0a'],
    ['a mark of the order of bytes', 'strings/0x409/product', 'efbbbf61', 'efbbbf610a'],
    [
      'half of a letter, where there is no room for all',
      'functions/uac2.a/function_name',
      `${'61'.repeat(124)}c3a9`,
      `${'61'.repeat(124)}c3`,
    ],
    [
      'half of a letter, which is the byte less that uac1 keeps',
      'functions/uac1.a/function_name',
      '61c3a9',
      '61c3',
    ],
    [
      'an id of a printer with no room for a line feed',
      'functions/printer.a/pnp_string',
      '61'.repeat(4095),
      '61'.repeat(4095),
    ],
  ];
  for (const [what, path, written, shown] of kept)
    void test(`keeps ${what}`, async () => {
      const kernel = new SimulatedKernel({ kernel: '6.12' });
      for (const folder of [
        '',
        'strings/0x409',
        'functions/uac1.a',
        'functions/uac2.a',
        'functions/printer.a',
      ])
        await kernel.mkdir(`${g1}/${folder}`);
      await kernel.write(`${g1}/${path}`, Buffer.from(written, 'hex'));
      assert.equal(Buffer.from(await kernel.read(`${g1}/${path}`)).toString('hex'), shown);
    });

  void test('refuses a signature with half a letter, and keeps the letters before it', async () => {
    const kernel = new SimulatedKernel();
    await kernel.mkdir(g1);
    await kernel.write(`${g1}/os_desc/qw_sign`, 'MSFT100');
    await assert.rejects(kernel.write(`${g1}/os_desc/qw_sign`, 'abééé'), { code: 'EINVAL' });
    assert.equal(Buffer.from(await kernel.read(`${g1}/os_desc/qw_sign`)).toString(), 'abéé100\n');
  });
});
