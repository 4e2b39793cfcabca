import { type Moto, MotoRefusal } from '../moto';

/** Whether the VPC is there, asked of moto. */
export async function vpcExists(
  moto: Moto,
  vpc: string,
  scope: { readonly account: string; readonly region: string },
): Promise<boolean> {
  try {
    await moto.query('ec2', '2016-11-15', 'DescribeVpcs', { 'VpcId.1': vpc }, scope);
    return true;
  } catch (error) {
    if (error instanceof MotoRefusal) return false;
    throw error;
  }
}
